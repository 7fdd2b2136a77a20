"""Sessions of Spark Connect, at an address that answers."""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, cast
from uuid import uuid4

from planpress.model.errors import PlanpressError

if TYPE_CHECKING:
    from pyspark import sql as classic
    from pyspark.sql.connect.client import DefaultChannelBuilder

LONGEST_WAIT = 10
"""Seconds in which a remote has to answer the first time."""
_TRIES = 6
"""How often a remote is asked again that answered before: it has about a minute to come back."""
_LET_IN = "does not let planpress in; write its token, as sc://host:443/;use_ssl=true;token=..., as SPARK_REMOTE"
_WHY: Mapping[str, str] = {
    "UNAVAILABLE": "does not answer; start Spark Connect there, or correct --remote",
    "DEADLINE_EXCEEDED": f"has not answered within {LONGEST_WAIT} seconds; try again, or correct --remote",
    "UNAUTHENTICATED": _LET_IN, "PERMISSION_DENIED": _LET_IN,
    "UNIMPLEMENTED": "is no Spark Connect; correct --remote",
}  # fmt: skip
_HANDSHAKE: Mapping[str, str] = {
    "CERTIFICATE_VERIFY_FAILED": "has a certificate that nobody here trusts; name its authority's file in"
    " GRPC_DEFAULT_SSL_ROOTS_FILE_PATH",
    "Tls handshake failed": "does not speak TLS, which use_ssl=true asks for and a token needs but for localhost;"
    " correct --remote",
}  # fmt: skip
"""Why a remote does not answer, by what gRPC says of TLS."""
_ADDRESS = re.compile(
    r"sc://([\w.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::(?P<port>\d{1,5}))?(?:/(?:;[^;=\s]{1,99}=[^;=\s]{1,9999}){0,20})?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class SparkAddress:
    """Where Spark Connect answers. The address may have a token, which `str` leaves out."""

    url: str = field(repr=False)

    def __post_init__(self) -> None:
        found = _ADDRESS.fullmatch(self.url)
        if found is None or not 0 < int(found["port"] or 15002) < 65536:
            raise PlanpressError("the remote is no address of Spark Connect; write sc://host:15002")

    def __str__(self) -> str:
        return self.url.partition("/;")[0].rstrip("/")


@contextmanager
def connected(address: SparkAddress) -> Iterator[classic.SparkSession]:
    """A session of its own, which ends afterwards. Raises PlanpressError where nothing answers within 10 seconds."""
    os.environ.setdefault("GRPC_VERBOSITY", "ERROR")  # what goes wrong is said once, by planpress
    import_module("grpc")  # of which a missing extra is seen; pyspark alone may be there without it
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", r"PySpark does not yet fully support pandas|\[RETRIES_EXCEEDED\]")
        from pyspark.sql.connect.client import DefaultChannelBuilder
        from pyspark.sql.connect.client.retries import DefaultPolicy
        from pyspark.sql.connect.session import SparkSession

        builder = DefaultChannelBuilder(address.url)
        builder.set("session_id", str(uuid4()))
        builder.set("user_id", builder.userId or os.environ.get("SPARK_USER") or os.environ.get("USER") or "planpress")
        _refuse_silence(address, builder)
        session = SparkSession(connection=builder)
        session.client.set_retry_policies([DefaultPolicy(max_retries=_TRIES)])
        try:
            yield cast("classic.SparkSession", session)  # both have what an engine needs
        finally:
            session.client.set_retry_policies([])
            session.stop()


def _refuse_silence(address: SparkAddress, builder: DefaultChannelBuilder) -> None:
    """Ask for the version. The client by itself would wait for ten minutes and more."""
    import grpc
    from pyspark.sql.connect.proto import AnalyzePlanRequest, SparkConnectServiceStub

    asked = AnalyzePlanRequest(session_id=builder.session_id or "", spark_version=AnalyzePlanRequest.SparkVersion())
    asked.user_context.user_id = builder.userId or ""
    with builder.toChannel() as channel:
        ask = SparkConnectServiceStub(channel).AnalyzePlan  # type: ignore[no-untyped-call]
        try:
            ask(asked, timeout=LONGEST_WAIT, metadata=builder.metadata())
        except grpc.RpcError as problem:
            code = problem.code().name
            known = (why for said, why in _HANDSHAKE.items() if said in (problem.details() or ""))
            why = next(known, _WHY.get(code, f"does not answer as Spark Connect does: {code}"))
            raise PlanpressError(f"{address} {why}") from None
