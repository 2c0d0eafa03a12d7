"""Labelled comments, and the script that makes the weights of the reading service from them."""
