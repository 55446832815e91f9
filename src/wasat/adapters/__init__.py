"""What stands outside: databases, disks, processes; only app names them."""
