"""ROOM: the commands, one per file. To add one: a file, and a line in ALL."""

import click

from planpress.commands import (
    build,
    check,
    decide,
    diff,
    explain,
    export,
    import_,
    init,
    log,
    new,
    packet,
    refresh,
    render,
    schema,
    serve,
    status,
)

ALL: tuple[click.Command, ...] = (
    init.init,
    new.new,
    check.check,
    status.status,
    build.build,
    serve.serve,
    render.render,
    packet.packet,
    refresh.refresh,
    import_.import_,
    decide.decide,
    diff.diff,
    log.log,
    explain.explain,
    export.export,
    schema.schema,
)
