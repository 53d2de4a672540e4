"""The pages of processes: versions, drafts, files that are dropped."""
