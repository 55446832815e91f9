"""Makes a zygote live on a kernel without Landlock."""

from tests.adapters.old_kernel import LANDLOCK_CREATE_RULESET, lack

lack(LANDLOCK_CREATE_RULESET)
