"""SQL that readers write or set off: bounded in time, memory and number, and run apart from the server."""
