"""Puts the folders that lie beside the package into the wheel, under quizserver/_shipped.

A hook, not a force-include table: at every editable install the table would leave an ageing copy in .venv.
"""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ShippedFolders(BuildHookInterface):
    """Adds each folder that exists; an editable install reads them where they are."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name == "wheel" and version == "standard":
            for name in ("templates", "static", "question_banks"):
                if Path(self.root, name).is_dir():
                    build_data["force_include"][name] = f"quizserver/_shipped/{name}"
