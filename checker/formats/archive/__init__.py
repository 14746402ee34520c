"""Archives and folders that contain many documents."""
