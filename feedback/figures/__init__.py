"""What answers say: rates, intervals, change, and what may be released. Pure: values in, values out."""
