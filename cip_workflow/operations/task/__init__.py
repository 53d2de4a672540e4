"""What people do with tasks: claim, release, hand over, draft, complete, recall."""
