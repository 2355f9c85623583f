"""A headless Chromium, driven over a pipe by its DevTools protocol: nothing to install beside the browser itself."""
import json
import os
import shutil
import subprocess
import tempfile


class Chromium:
    """One browser with one page. Every request that the page makes is in `requests`."""

    def __init__(self, width: int = 1200, height: int = 900):
        binary = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        if binary is None:
            raise FileNotFoundError("no chromium here")
        self.profile = tempfile.mkdtemp(prefix="page-test-")
        # The browser reads commands from 3 and writes answers to 4.
        to_read, to_write = os.pipe()
        from_read, from_write = os.pipe()

        def arrange() -> None:
            # Both ends may be 3 or 4 already: move them out of the way first.
            first, second = os.dup(to_read), os.dup(from_write)
            high = (os.dup2(first, 100), os.dup2(second, 101))
            os.dup2(high[0], 3)
            os.dup2(high[1], 4)

        self.process = subprocess.Popen(
            [binary, "--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe",
             "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-ipc-flooding-protection", "--hide-scrollbars", "--lang=en-US",
             f"--user-data-dir={self.profile}", f"--window-size={width},{height}", "about:blank"],
            preexec_fn=arrange, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_read)
        os.close(from_write)
        self.out = os.fdopen(to_write, "wb", buffering=0)
        self.into = os.fdopen(from_read, "rb", buffering=0)
        self.waiting = b""
        self.count = 0
        self.session = None
        self.requests: list[str] = []
        self.errors: list[str] = []
        targets = self.send("Target.getTargets")["targetInfos"]
        page = next(target for target in targets if target["type"] == "page")
        self.session = self.send("Target.attachToTarget", targetId=page["targetId"], flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.send(f"{domain}.enable")
        self.send("Emulation.setFocusEmulationEnabled", enabled=True)

    def __enter__(self) -> "Chromium":
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.profile, ignore_errors=True)

    def send(self, method: str, **params: object) -> dict:
        """Sends a command and waits for its answer; events on the way are kept."""
        self.count += 1
        message = {"id": self.count, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        self.out.write(json.dumps(message).encode() + b"\0")
        while True:
            answer = self.receive()
            if answer.get("id") == self.count:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]

    def receive(self) -> dict:
        while b"\0" not in self.waiting:
            piece = self.into.read(1 << 16)
            if not piece:
                raise RuntimeError("the browser is gone")
            self.waiting += piece
        one, self.waiting = self.waiting.split(b"\0", 1)
        answer = json.loads(one)
        method, params = answer.get("method"), answer.get("params", {})
        if method == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
        elif method == "Runtime.exceptionThrown":
            self.errors.append(json.dumps(params["exceptionDetails"])[:500])
        elif method == "Log.entryAdded":
            self.errors.append(params["entry"]["text"])
        return answer

    def run(self, script: str) -> object:
        """What an expression of JavaScript comes to; waits for a promise."""
        result = self.send("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in result:
            raise RuntimeError(json.dumps(result["exceptionDetails"])[:800])
        return result["result"].get("value")

    def open(self, url: str) -> None:
        """Loads a page anew and waits until it says that it is ready."""
        self.send("Page.navigate", url="about:blank")
        self.send("Page.navigate", url=url)
        ready = "new Promise(done => { const look = () => document.documentElement?.dataset.ready ? done() : setTimeout(look, 2); look(); })"
        self.run(ready)

    def key(self, key: str, code: int, modifiers: int = 0, text: str = "") -> None:
        """Presses a key."""
        for kind in ("keyDown", "keyUp"):
            more = {"text": text} if text and kind == "keyDown" else {}
            self.send("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code,
                      modifiers=modifiers, **more)

    def screenshot(self, path: str, **clip: object) -> None:
        """The page as a picture."""
        import base64
        data = self.send("Page.captureScreenshot", format="png", **clip)["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))
