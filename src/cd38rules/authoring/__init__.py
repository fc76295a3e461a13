"""What rule authors use: cases that test a rule, and the skeleton of a new one."""
