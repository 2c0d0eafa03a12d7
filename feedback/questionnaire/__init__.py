"""What is asked: questionnaires as data, checked for shape and for meaning. Pure: values in, values out."""
