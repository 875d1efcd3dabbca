"""What a spool takes that is full or nearly so."""

import time

import pytest
from cairn_mlflow.spool import Room, SpoolFull


@pytest.fixture
def room(tmp_path):
    """Of a spool of 1000 bytes, 950 of which are taken."""
    hold(tmp_path, 950)
    return Room(tmp_path, 1000)


def hold(folder, size):
    (folder / "kept").write_bytes(b"x" * size)


def until_it_is_counted_anew():
    time.sleep(1.1)


def test_a_spool_that_was_full_takes_nothing_until_a_tenth_of_it_is_free(room, tmp_path):
    with pytest.raises(SpoolFull):
        room.require(51)
    for size in (950, 901):
        hold(tmp_path, size)
        until_it_is_counted_anew()
        with pytest.raises(SpoolFull, match=f"it has {size} bytes and may have 1000"):
            room.require(10)
    hold(tmp_path, 900)
    until_it_is_counted_anew()
    room.require(100)


def test_a_file_that_has_no_room_leaves_it_to_lines(room):
    with pytest.raises(SpoolFull):
        room.require(10, file=5000)
    room.require(50)


def test_where_all_was_sent_what_has_room_is_taken(room):
    with pytest.raises(SpoolFull):
        room.require(51)
    room.start_over()
    room.require(50)


def test_where_all_was_sent_what_it_took_is_not_counted_any_more(room, tmp_path):
    with pytest.raises(SpoolFull):
        room.require(51)
    hold(tmp_path, 0)
    room.start_over()
    room.require(1000)
