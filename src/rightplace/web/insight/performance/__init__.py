"""The quarter's performance on screen: at a glance, one indicator in depth, two quarters compared."""
