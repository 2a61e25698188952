"""Reading files that strangers made: under a budget, in a process of its own, running nothing of theirs."""
