"""Benchmarks: run as `python -m bench.check`, beside a peer in the same run."""
