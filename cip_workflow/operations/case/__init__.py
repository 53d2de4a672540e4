"""What people do with cases: start, send messages, note, remind; suspend, retry, correct, cancel."""
