"""What the service costs, beside a floor measured in the same run. `python -m benchmarks` runs every part; each part runs alone as well."""
