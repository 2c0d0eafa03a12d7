"""Whom a survey asks: samples drawn, asked, listed and printed."""
