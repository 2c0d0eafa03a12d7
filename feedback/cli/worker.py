"""flask worker …"""

from __future__ import annotations

import logging
import signal
from datetime import timedelta
from functools import partial
from typing import Any

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from feedback import accounts, clock, queue, store
from feedback.asking import reminding
from feedback.asking.cohort import taking
from feedback.cli.room import needs_database
from feedback.delivery import draining, receipts
from feedback.delivery.draining import Pace
from feedback.desk import escalating, rereading
from feedback.store import people, snapshots, unfinished

commands = AppGroup()
EXPECTED = (accounts.AccountError,)
CONTACTS_KEPT_AFTER_LEAVING = timedelta(days=120)
DRAFTS_KEPT = timedelta(days=1)
LONGEST_POLL_SECONDS = 1.0


@commands.command("run")
def run() -> None:
    """Send alerts and messages, write reminders and take in cohorts until it is stopped. Run one beside the server.

    It may be stopped or killed at any instant: nothing is lost, and what it was doing is taken up again.
    """
    needs_database()
    accounts.check_safeguarding()
    # The queue says at each start what it can do, and at each stop that it stops.
    logging.getLogger("huey").setLevel(logging.ERROR)
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    consumer = queue.queue_of(app).create_consumer(
        workers=1, periodic=True, initial_delay=0.05, max_delay=LONGEST_POLL_SECONDS, flush_locks=True
    )
    # Either signal lets the batch under way end: a second one does not.
    consumer._signal_actions = dict.fromkeys((signal.SIGINT, signal.SIGTERM), (False, True))
    fill(consumer.stop_flag)
    queue.look_without_queue(app)
    draining.begin_anew(clock.now())
    queue.wake()
    consumer.run()


@commands.command("once")
def once() -> None:
    """Do each of the worker's chores once, and say so. For a machine that runs jobs by the clock."""
    needs_database()
    fill()
    failed = queue.do_chores(current_app._get_current_object())  # type: ignore[attr-defined]
    if failed:
        raise click.ClickException(f"{failed} of {len(queue.chores)} chores failed: the log says where.")
    click.echo(f"{len(queue.chores)} chores are done.")


def fill(stop_flag: Any = None) -> None:
    """Tell the queue what the worker does. `stop_flag` (threading.Event) ends the sending of messages early."""
    pace = Pace() if stop_flag is None else Pace(wait=stop_flag.wait, stopped=stop_flag.is_set)
    queue.chores[:] = [
        escalating.write_due,
        partial(send_alerts, pace),
        taking.take_waiting,
        write_reminders,
        partial(drain, pace),
        receipts.ask_for_missing,
        read_again,
        clear,
    ]


def write_reminders() -> None:
    """Put the reminders that are due into the outbox."""
    reminding.write_due(clock.today())


def send_alerts(pace: Pace) -> None:
    """Send alerts before anything that may take long."""
    draining.drain(pace, others=())


def drain(pace: Pace) -> None:
    """Send what is due; where there is more than one look sends, look again at once."""
    if draining.drain(pace):
        queue.wake()


def read_again() -> None:
    """Read unread comments again after the word list has changed; where there are many, go on after the other chores."""
    if rereading.read_again():
        queue.wake()


def clear() -> None:
    """Let go of what nobody needs any more."""
    today = clock.today()
    with store.transaction():
        unfinished.forget_old(today)
        snapshots.forget_drafts(today - DRAFTS_KEPT)
        people.forget_contacts_of_those_who_left(today - CONTACTS_KEPT_AFTER_LEAVING)
