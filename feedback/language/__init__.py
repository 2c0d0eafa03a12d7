"""What comments say: a reading of each, and a first screen for harm. Pure: values in, values out."""
