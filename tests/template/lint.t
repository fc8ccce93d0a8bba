#!/bin/bash
# Rules of docs/STYLE.md on templates and texts that need no rendering.
exec bash "$GP_SRC/tools/lint-templates.sh" "$GP_SRC"
