"""Procurements of sub-contracts: bids stay sealed until bidding closes (DOMAIN 5.6)."""
