"""Files and folders of the world: staging and exchange, locks, caches, what planpress wrote before."""
