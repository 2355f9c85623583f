"""The kill matrix: concentrator, broker, head-end, gateway and cabinet are killed at random moments, the disks of broker
and head-end are wiped, the concentrator's disk is full for a while; then what the head-end has is held against what
happened.

    cabinet (real time) ─┐
    meters ──────────────┴─ concentrator ─ mosquitto ─ head-end

Lost: an outage of the cabinet that is not in the head-end's table, a return that is not, or a number of the
concentrator's log that is missing. Doubled: an outage told as two, an end told twice. False: an outage that nobody had.
A head-end whose disk is wiped loses what it had confirmed, as any database does; its file is read before it is wiped.
Plugs are pulled faster than the nodes' capacitors recharge. An outage that begins with less in the capacitor than the
node's debounce needs is lost too, and counted so; how many of the lost ones were such is told beside.
"""

import argparse
import csv
import json
import os
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

METERS = 12
BESIDE = ["112233445566", "112233445577", "112233445588"]
# The cabinet's local time.
ZONE = "Asia/Shanghai" if Path("/usr/share/zoneinfo/Asia/Shanghai").exists() else "CST-8"
# A stored begin and the true one may be this far apart, s: the gateway's clock is new, or was restarted.
SAME = 6
# Outages shorter than the node's debounce are none.
SHORTEST_OUTAGE = 4.0
LONGEST_OUTAGE = 12.0
# A capacitor with this share of its charge may be empty before the node's debounce is over: it lasts 25 to 60 s.
NEARLY_EMPTY = 0.05
EMPTY_MV, FULL_MV = 2700, 5400
# A return that lasts shorter than this may be none for the node.
REST = 6.0
SETTLE = 90


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def get(url):
    with urllib.request.urlopen(url, timeout=3) as answer:
        return json.load(answer)


class Process:
    """A program that is killed and started again."""

    def __init__(self, name, command, folder):
        self.name, self.command, self.log = name, command, open(folder / f"{name}.log", "ab")
        self.child, self.kills = None, 0
        self.start()

    def start(self):
        self.child = subprocess.Popen(
            self.command, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log, env={**os.environ, "TZ": ZONE}
        )

    def kill(self):
        self.child.send_signal(signal.SIGKILL)
        self.child.wait()
        self.kills += 1

    def stop(self):
        """SIGTERM; how long it took, s."""
        began = time.monotonic()
        self.child.terminate()
        try:
            self.child.wait(10)
        except subprocess.TimeoutExpired:
            self.child.kill()
            self.child.wait()
        return time.monotonic() - began

    def ended(self):
        return self.child.poll() is not None


class Matrix:
    """The whole chain on this machine."""

    def __init__(self, arguments, folder):
        self.arguments, self.folder = arguments, folder
        self.dice = random.Random(arguments.seed)
        self.ports = {name: free_port() for name in ["broker", "cabinet", "control", "meters", "page", "headend"]}
        self.disk = folder / "disk"
        self.disk.mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", self.disk]
        self.small = subprocess.run(mount, stderr=subprocess.DEVNULL).returncode == 0
        (folder / "broker").mkdir()
        (folder / "mosquitto.conf").write_text(
            f"listener {self.ports['broker']} 127.0.0.1\nallow_anonymous true\nuser root\n"
            f"persistence true\npersistence_location {folder}/broker/\nlog_type error\n"
        )
        mark = "" if arguments.mark else "wait_for_stored = false\n"
        self.mark, self.reloads = mark, 0
        self.configure("1s")
        self.wiped, self.truth, self.out, self.rests, self.full, self.exported = [], [], {}, {}, 0, {}
        # Address, when its plug was pulled, and what its node's capacitor held then.
        self.charges = []
        self.kills = dict.fromkeys(["concentrator", "broker", "headend", "gateway", "cabinet"], 0)
        self.wipes = {"broker": 0, "headend": 0}
        self.processes = {}
        self.start_all()

    def configure(self, every):
        """Writes the concentrator's configuration; the gateway is polled this often."""
        meters = "".join(
            f'[[line.meter]]\naddress = "{address}"\nitems = ["00010000", "02010100"]\nevery = "1s"\n'
            for address in BESIDE
        )
        (self.folder / "kill.toml").write_text(
            f'name = "kill"\nstore = "{self.disk}/kill.redb"\n'
            f'[page]\nlisten = "127.0.0.1:{self.ports["page"]}"\n[clock]\nsource = "none"\n'
            f'[mqtt]\nbroker = "127.0.0.1:{self.ports["broker"]}"\n{self.mark}'
            f'[[line]]\nname = "cabinet"\ntcp = "127.0.0.1:{self.ports["cabinet"]}"\n'
            f'[[line.gateway]]\naddress = "990000000001"\nevery = "{every}"\n'
            f'[[line]]\nname = "beside"\ntcp = "127.0.0.1:{self.ports["meters"]}"\n{meters}'
        )

    def reload(self):
        """A change of one line without a stop; a file that is wrong changes nothing."""
        self.configure("2s" if self.reloads % 2 == 0 else "1s")
        self.processes["concentrator"].child.send_signal(signal.SIGHUP)
        time.sleep(0.3)
        good = (self.folder / "kill.toml").read_text()
        (self.folder / "kill.toml").write_text(good + "nonsense")
        self.processes["concentrator"].child.send_signal(signal.SIGHUP)
        time.sleep(0.3)
        (self.folder / "kill.toml").write_text(good)
        self.reloads += 1

    def program(self, name):
        return str(Path(self.arguments.programs) / name)

    def start_all(self):
        ports, folder = self.ports, self.folder
        addresses = [word for address in BESIDE for word in ("--address", address)]
        commands = {
            "broker": ["mosquitto", "-c", str(folder / "mosquitto.conf")],
            "meters": [self.program("meter"), "--listen", f"127.0.0.1:{ports['meters']}", *addresses],
            "cabinet": self.cabinet(self.arguments.seed),
            "headend": [self.program("headend"), "run", "--broker", f"127.0.0.1:{ports['broker']}",
                        "--store", str(folder / "headend.redb"), "--page", f"127.0.0.1:{ports['headend']}"],
            "concentrator": [self.program("concentrator"), "run", str(folder / "kill.toml")],
        }
        for name, command in commands.items():
            self.processes[name] = Process(name, command, folder)

    def cabinet(self, seed):
        return [self.program("cabinet"), "serve", "--meters", str(METERS), "--seed", str(seed), "--json",
                "--listen", f"127.0.0.1:{self.ports['cabinet']}", "--control", f"127.0.0.1:{self.ports['control']}"]

    def control(self, text):
        url = f"http://127.0.0.1:{self.ports['control']}/command"
        request = urllib.request.Request(url, text.encode(), {"X-Cabinet": "1"})
        with urllib.request.urlopen(request, timeout=5) as answer:
            return answer.read().decode()

    def status(self):
        return get(f"http://127.0.0.1:{self.ports['control']}/status")

    def page(self):
        return get(f"http://127.0.0.1:{self.ports['page']}/state")

    def wait(self, what, seconds, test):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                if test():
                    return True
            except (urllib.error.URLError, OSError, ValueError):
                pass
            time.sleep(0.2)
        print(f"not within {seconds} s: {what}")
        return False

    def plugs(self, now):
        """Pulls and puts back plugs; at most half of the meters are out."""
        ripe = [meter for meter, (_, until) in self.out.items() if until <= now]
        if ripe:
            self.control("return " + ",".join(map(str, ripe)))
            self.note(f"return {ripe}")
            for meter in ripe:
                del self.out[meter]
                self.rests[meter] = now + REST
        resting = [meter for meter, until in self.rests.items() if until > now]
        free = [meter for meter in range(1, METERS + 1) if meter not in self.out and meter not in resting]
        if len(self.out) < METERS // 2 and self.dice.random() < 0.5:
            chosen = self.dice.sample(free, min(len(free), self.dice.randint(1, 3)))
        else:
            chosen = []
        if chosen:
            meters = self.status()["meters"]
            for meter in chosen:
                self.charges.append((meters[meter - 1]["address"], time.time(), share(meters[meter - 1]["capacitor_mv"])))
            self.control("outage " + ",".join(map(str, chosen)))
            self.note(f"outage {chosen}")
            for meter in chosen:
                length = self.dice.uniform(SHORTEST_OUTAGE, LONGEST_OUTAGE)
                self.out[meter] = (now, now + length)

    def note(self, text):
        """What was done when, for whoever looks for the cause of a loss: in strikes.log with --keep."""
        with open(self.folder / "strikes.log", "a") as log:
            print(f"{time.strftime('%H:%M:%S', time.gmtime(time.time() + 8 * 3600))}.{time.time() % 1 * 1000:03.0f} {text}", file=log)

    def strike(self):
        """Kills one party, wipes its disk now and then, and starts it again after a moment."""
        victim = self.dice.choices(["concentrator", "broker", "headend", "gateway"], [50, 18, 22, 10])[0]
        self.note(f"kill {victim}")
        if victim == "gateway":
            self.control("kill gateway")
            self.control("boot gateway")
            self.kills["gateway"] += 1
            return
        process = self.processes[victim]
        process.kill()
        self.kills[victim] += 1
        if victim == "broker" and self.dice.random() < 0.5:
            shutil.rmtree(self.folder / "broker")
            (self.folder / "broker").mkdir()
            self.wipes["broker"] += 1
        if victim == "headend" and self.dice.random() < 0.25:
            copy = self.folder / f"wiped-{len(self.wiped)}.redb"
            if (self.folder / "headend.redb").exists():
                os.rename(self.folder / "headend.redb", copy)
                self.wiped.append(copy)
                self.wipes["headend"] += 1
        time.sleep(self.dice.choice([0, 0, 0.1, 0.4]))
        process.start()
        self.note(f"start {victim}")

    def fill_disk(self, seconds):
        """The concentrator's disk is full for a while."""
        if not self.small:
            return
        self.note("disk full")
        with open(self.disk / "filler", "wb") as filler:
            try:
                while True:
                    filler.write(b"x" * 65536)
                    filler.flush()
            except OSError:
                pass
        time.sleep(seconds)
        os.remove(self.disk / "filler")
        self.note("disk has room")
        self.full += 1

    def phase(self, kills):
        """Plugs and kills, then quiet until everything has arrived."""
        if not self.wait("all meters on the page", 30, self.all_known):
            return False
        done, full_at = 0, kills // 2
        next_plug = next_strike = time.monotonic()
        while done < kills:
            now = time.monotonic()
            if now >= next_plug:
                self.plugs(now)
                next_plug = now + 1.0
            if now >= next_strike:
                self.strike()
                done += 1
                next_strike = time.monotonic() + self.dice.uniform(0.02, self.arguments.pause)
                if done == full_at:
                    self.fill_disk(2.5)
                    next_strike += 2.5
                if done == full_at + 1 and not self.processes["concentrator"].ended():
                    # The handler of the signal is there as soon as the page is.
                    if self.wait("the page before a reload", 5, lambda: self.page() is not None):
                        self.reload()
            for process in self.processes.values():
                if process.ended():
                    # A full disk ends the head-end, and the service manager starts it again.
                    process.start()
            time.sleep(0.02)
        time.sleep(max([until - time.monotonic() for _, until in self.out.values()], default=0) + 0.1)
        if self.out:
            self.control("return " + ",".join(map(str, self.out)))
        self.out = {}
        settled = self.settled()
        self.truth.append([(one["address"], one["begin_us"] / 1e6, (one["end_us"] or 0) / 1e6)
                           for one in self.status()["outages"]])
        return settled

    def all_known(self):
        meters = self.page()["meters"].values()
        gateways = [meter for meter in meters if meter["gateway"] and meter["state"] == "powered"]
        return len(meters) > METERS + len(BESIDE) and gateways

    def settled(self):
        """Until no meter is out on either page, every outage dated, and nothing waits."""
        count = None

        def quiet():
            nonlocal count
            page, headend = self.page(), get(f"http://127.0.0.1:{self.ports['headend']}/state")
            states = {meter["state"] for meter in page["meters"].values()}
            out = [one for group in headend["groups"].values() for one in group["out"]]
            outages = [event for event in page["recent"] if event["kind"].startswith("outage")]
            before, count = count, len(outages)
            return states <= {"powered", "unknown"} and not out and before == count and page["uplink"]["connected"]

        good = self.wait("quiet after the kills", SETTLE, quiet)
        time.sleep(3)
        return self.wait("quiet after the kills", SETTLE, quiet) and good

    def replace_cabinet(self, seed):
        """Another cabinet in the place of the first: a process that was killed has no flash."""
        cabinet = self.processes["cabinet"]
        cabinet.kill()
        self.kills["cabinet"] += 1
        cabinet.command = self.cabinet(seed)
        cabinet.start()
        self.wait("the new cabinet", 10, lambda: self.status()["gateway_runs"])
        time.sleep(3)

    def drained(self):
        """Meters are silent from now on, so that what waits comes to an end."""
        self.processes["meters"].stop()
        return self.wait("nothing waits", 30, lambda: self.page()["waiting"][0] == 0) if self.arguments.mark else True

    def end(self):
        longest = 0.0
        for name in ["concentrator", "headend", "cabinet", "broker"]:
            took = self.processes[name].stop()
            if name == "concentrator":
                longest = took
        return longest

    def exports_agree(self):
        """The store as CSV and through SQLite: the same rows."""
        store, to = self.disk / "kill.redb", self.folder / "export"
        to.mkdir()
        for more in [[], ["--sql"]]:
            subprocess.run([self.program("concentrator"), "export", str(store), "--to", str(to), *more],
                           check=True, stdout=subprocess.DEVNULL)
        database = sqlite3.connect(":memory:")
        database.executescript((to / "export.sql").read_text())
        for name in ["outages", "values", "events"]:
            with open(to / f"{name}.csv", newline="") as file:
                columns, *rows = csv.reader(file)
            told = database.execute(f'SELECT * FROM "{name}"')
            named = [column[0] for column in told.description]
            stored = [["" if cell is None else cell for cell in row] for row in told]
            if named != columns or stored != rows:
                print(f"{name}: SQLite and CSV differ")
                return False
            self.exported[name] = len(rows)
        return self.exported["outages"] > 0

    def close(self):
        for process in self.processes.values():
            if not process.ended():
                process.child.kill()
                process.child.wait()
        if self.small:
            subprocess.run(["umount", self.disk])

    def events(self):
        """All events of the head-ends by log and number."""
        found = {}
        for table in [*self.wiped, self.folder / "headend.redb"]:
            listed = subprocess.run([self.program("headend"), "export", str(table)], capture_output=True, text=True)
            if listed.returncode != 0:
                print(f"{table}: {listed.stderr.strip()}")
            for line in listed.stdout.splitlines():
                event = json.loads(line)
                found[(event["log"], event["seq"])] = event
        return found


def learned(event):
    """When an outage was learned, s since 2000 local time: the middle of its key."""
    return int(event["outage"].split("/")[1]) / 1e6


def share(millivolts):
    """Of a capacitor's charge, between 0 and 1; the energy goes with the square of the voltage."""
    return (millivolts**2 - EMPTY_MV**2) / (FULL_MV**2 - EMPTY_MV**2)


def charge_at(charges, address, begin):
    """What the node's capacitor held when this outage began; the cabinet counts from 2000 in its local time."""
    unix = begin + 946_684_800 - 8 * 3600
    near = [(abs(at - unix), held) for one, at, held in charges if one == address]
    apart, held = min(near, default=(None, None))
    return held if apart is not None and apart < 2 else None


def holes(events):
    """Numbers that are missing below the highest of their log, without those that a loss event tells."""
    missing = 0
    for log in {log for log, _ in events}:
        numbers = {number for one, number in events if one == log}
        missing += max(numbers) - len(numbers)
    return missing


def compare(truths, events, charges):
    """Lost, doubled and false outages, and how many of the lost no node had the charge to note."""
    outages, told = {}, {}
    for _, event in sorted(events.items(), key=lambda item: item[0][1]):
        if event["kind"].startswith("outage_"):
            outages[event["outage"]] = event
            word = {"outage_began": "begin", "outage_over": "begin", "outage_ended": "end"}.get(event["kind"])
            told[(event["outage"], word)] = told.get((event["outage"], word), 0) + 1
    lost, powerless, doubled, wrong, notes = 0, 0, 0, 0, []
    for (key, word), times in told.items():
        if word and times > 1:
            doubled += times - 1
            notes.append(f"{word} of {key} told {times} times")
    left = list(outages.values())
    true = [one for truth in truths for one in truth]

    def near(event, begin):
        return event["begin_s"] is not None and abs(event["begin_s"] - begin) <= SAME

    def take(address, begin, end, found):
        nonlocal lost
        left.remove(found)
        if end and found["end_learned_us"] is None:
            lost += 1
            notes.append(f"lost: the return of {address}, out at {begin:.1f}")

    without = []
    for address, begin, end in true:
        found = next((event for event in left if event["meter"] == address and near(event, begin)), None)
        if found:
            take(address, begin, end, found)
        else:
            without.append((address, begin, end))
    # One without a begin was learned after it. The latest outage has the one that was learned last.
    for address, begin, end in reversed(without):
        undated = [event for event in left if event["meter"] == address and event["begin_s"] is None]
        undated = [event for event in undated if learned(event) >= begin - SAME]
        if undated:
            take(address, begin, end, max(undated, key=learned))
            continue
        lost += 1
        held = charge_at(charges, address, begin)
        powerless += held is not None and held < NEARLY_EMPTY
        told = "unknown" if held is None else f"{100 * held:.1f} %"
        notes.append(f"lost: {address} at {begin:.1f}, its node's capacitor: {told}")
    for event in left:
        if any(address == event["meter"] and near(event, begin) for address, begin, _ in true):
            doubled += 1
            notes.append(f"doubled: {event}")
        else:
            wrong += 1
            notes.append(f"false: {event}")
    return len(true), lost, powerless, doubled, wrong, notes


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--programs", required=True, help="folder of the built programs")
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--phases", type=int, default=2, help="a new cabinet after each")
    parser.add_argument("--pause", type=float, default=1.2, help="most seconds between two kills")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-mark", dest="mark", action="store_false", help="the broker's word frees the disk")
    parser.add_argument("--keep", action="store_true", help="keep the folder with logs and tables")
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="kill-"))
    began = time.monotonic()
    matrix = Matrix(arguments, folder)
    try:
        settled = True
        for phase in range(arguments.phases):
            if phase:
                matrix.replace_cabinet(arguments.seed + phase)
            settled &= matrix.phase(arguments.kills // arguments.phases)
        settled &= matrix.drained()
        stop = matrix.end()
        settled &= matrix.exports_agree()
        events = matrix.events()
        true, lost, powerless, doubled, wrong, notes = compare(matrix.truth, events, matrix.charges)
        missing = holes(events)
    finally:
        matrix.close()
        if arguments.keep:
            print(f"logs and tables: {folder}")
        else:
            shutil.rmtree(folder, ignore_errors=True)
    kills = sum(matrix.kills.values())
    for note in notes[:20]:
        print(note)
    if not matrix.small:
        print("no full disk: this user may not mount one")
    print(f"killed {matrix.kills}, wiped {matrix.wipes}, disk full {matrix.full} times, "
          f"{matrix.reloads} reloads; exported {matrix.exported}; "
          f"{len(events)} events, {true} outages, {missing} numbers missing, {wrong} false; "
          f"stopped in {stop:.1f} s; {time.monotonic() - began:.0f} s")
    if powerless:
        print(f"{powerless} of the lost began when their node's capacitor was empty: no node could note them")
    print(f"summary: {kills} kills, lost {lost + missing}, doubled {doubled}")
    good = settled and lost + missing + doubled + wrong == 0 and true > 0 and stop <= 2
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
