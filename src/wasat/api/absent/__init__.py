"""What the service has and this server has not: told as missing, in the words of the service."""
