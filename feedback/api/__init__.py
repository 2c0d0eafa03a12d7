"""Addresses for machines: what a provider of messages tells us."""
