"""Meters in asyncio. A line has one master, so each client has one thread; the event loop is never held."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from typing import Any, Literal, TypeVar

from ._native import Client, Reading

T = TypeVar("T")
Action = Literal["trip", "permit", "close", "alarm", "alarm-off", "keep", "keep-off"]


class AsyncClient:
    """As `Client`, with coroutines."""

    def __init__(self, client: Client, thread: ThreadPoolExecutor) -> None:
        self._client = client
        self._thread = thread

    @classmethod
    async def _open(cls, make: Callable[[], Client]) -> AsyncClient:
        thread = ThreadPoolExecutor(1, "dlt645")
        try:
            client = await asyncio.get_running_loop().run_in_executor(thread, make)
        except BaseException:
            thread.shutdown(wait=False)
            raise
        return cls(client, thread)

    @classmethod
    async def tcp(
        cls, host: str, port: int, *, timeout: float | None = None, retries: int = 2, baud: int = 0
    ) -> AsyncClient:
        """A transparent serial server, or a virtual meter."""
        return await cls._open(partial(Client.tcp, host, port, timeout=timeout, retries=retries, baud=baud))

    @classmethod
    async def serial(
        cls,
        path: str,
        baud: int = 2400,
        *,
        parity: Literal["even", "odd", "none"] = "even",
        timeout: float | None = None,
        retries: int = 2,
    ) -> AsyncClient:
        """A serial port."""
        return await cls._open(partial(Client.serial, path, baud, parity=parity, timeout=timeout, retries=retries))

    async def _run(self, work: Callable[..., T], *args: Any, **named: Any) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, partial(work, *args, **named))

    async def read_address(self) -> str:
        """The address of the one meter on the line."""
        return await self._run(self._client.read_address)

    async def read(self, address: str, di: str) -> Reading:
        """Reads one item, by its identifier or by words."""
        return await self._run(self._client.read, address, di)

    async def write(self, address: str, di: str, value: object, **named: Any) -> None:
        """Writes a value; see `Client.write`."""
        await self._run(self._client.write, address, di, value, **named)

    async def broadcast_time(self, time: datetime | str) -> None:
        """Broadcasts a time, which nobody answers."""
        await self._run(self._client.broadcast_time, time)

    async def relay(self, address: str, action: Action, until: datetime | str, **named: Any) -> None:
        """Orders the relay; see `Client.relay`."""
        await self._run(self._client.relay, address, action, until, **named)

    async def close(self) -> None:
        """Closes the port after the request under way."""
        await self._run(self._client.close)
        self._thread.shutdown(wait=False)

    async def __aenter__(self) -> AsyncClient:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()
