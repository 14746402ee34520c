"""Archives and folders that hold many documents."""
