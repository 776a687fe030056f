from pathlib import Path

import pytest

from portal import demo_folder


def test_held_refuses_a_second_demo(tmp_path: Path) -> None:
    with (
        demo_folder.held(tmp_path),
        pytest.raises(SystemExit, match="Une démonstration tourne déjà"),
        demo_folder.held(tmp_path),
    ):
        pass


def test_check_refuses_a_folder_of_somebody(tmp_path: Path) -> None:
    tmp_path.joinpath("lettre.txt").write_text("Chère Lou,")

    with pytest.raises(SystemExit, match="ce dossier sert à autre chose"):
        demo_folder.check(tmp_path)


def test_wipe_spares_what_is_not_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with demo_folder.held(tmp_path):
        tmp_path.joinpath("files").mkdir()
        tmp_path.joinpath("keys").mkdir()
        tmp_path.joinpath("lettre.txt").write_text("Chère Lou,")

    demo_folder.wipe(tmp_path)

    assert [entry.name for entry in tmp_path.iterdir()] == ["lettre.txt"]


def test_wipe_touches_no_folder_without_its_mark(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    tmp_path.joinpath("files").mkdir()

    demo_folder.wipe(tmp_path)

    assert [entry.name for entry in tmp_path.iterdir()] == ["files"]


def test_wipe_refuses_to_guess_about_another_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql:///ailleurs")

    with pytest.raises(SystemExit, match="vider soi-même cette base"):
        demo_folder.wipe(tmp_path)
