"""The theorems, one file each, in one folder per family; found by discovery."""
