"""What is kept: the tables, and every query over them."""
