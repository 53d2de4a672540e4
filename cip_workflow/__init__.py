"""The workflow system of a children's innovation partnership. Start reading at `operations`."""
