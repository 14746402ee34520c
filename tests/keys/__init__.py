"""Every key that a loader accepts does something: a table of keys, two values, what shows it."""
