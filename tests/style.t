#!/bin/bash
# The module fences and bans of docs/STYLE.md hold over the whole tree.
exec bash "$GP_SRC/tools/check-style.sh" "$GP_SRC"
