"""Makes a zygote live on a kernel without filters of system calls."""

import platform

from tests.adapters.old_kernel import PRCTL, lack

lack(PRCTL[platform.machine()], first=22)
