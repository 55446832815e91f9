"""Makes a zygote believe that it is on a system without any of Linux's layers."""

import platform

platform.system = lambda: "Darwin"
