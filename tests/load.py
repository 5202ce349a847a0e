"""Learners without a browser: each is a websocket session that speaks Streamlit's own protocol, on this machine only.

A learner opens a page, remembers the exercises that it was sent, and answers them as the browser would: one message
with all widget states and the pressed button, then the server's messages until its run has ended.
"""

import asyncio
import dataclasses
import time

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import connect

PATIENCE = 60  # seconds for one reply


@dataclasses.dataclass
class Form:
    """One form of the page: its first text field, its button, and the fragment that they belong to."""

    field: str = ""
    button: str = ""
    fragment: str = ""


@dataclasses.dataclass(frozen=True)
class Reply:
    """What came back: seconds from sending to the end of the run, the verdict's text, messages and their bytes."""

    seconds: float
    verdict: str
    messages: int
    size: int


class Learner:
    """One session. `page` is the address of a lesson, "" the front page."""

    def __init__(self, port: int, page: str = "") -> None:
        self.port, self.page = port, page
        self.forms: dict[str, Form] = {}
        self.states: dict[str, WidgetState] = {}
        self.button = ""
        self.hash = ""

    async def open(self) -> Reply:
        """Connect, and wait for the page."""
        protocols = ("streamlit",)
        self.socket = await connect(
            f"ws://127.0.0.1:{self.port}/_stcore/stream", subprotocols=protocols, max_size=None, compression=None
        )
        return await self._run()

    async def answer(self, exercise: str, text: str) -> Reply:
        """Type an answer into an exercise and press its button; a run of the whole page that follows is awaited."""
        form = self.forms[f"form-{exercise}"]
        self.states[form.field] = WidgetState(id=form.field, string_value=text)
        return await self._run(form.button, form.fragment)

    async def press(self) -> Reply:
        """Press the page's button that belongs to no form."""
        return await self._run(self.button)

    async def close(self) -> None:
        """End the session."""
        await self.socket.close()

    async def _run(self, button: str = "", fragment: str = "") -> Reply:
        message = BackMsg()
        state = message.rerun_script
        state.page_name, state.page_script_hash, state.fragment_id = self.page, self.hash, fragment
        pressed = [WidgetState(id=button, trigger_value=True)] if button else []
        state.widget_states.widgets.extend([*self.states.values(), *pressed])
        sent = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        return await asyncio.wait_for(self._reply(sent), PATIENCE)

    async def _reply(self, sent: float) -> Reply:
        seconds, verdict, messages, size = 0.0, "", 0, 0
        while True:
            data = await self.socket.recv()
            message = ForwardMsg.FromString(data)
            messages, size = messages + 1, size + len(data)
            kind = message.WhichOneof("type")
            if kind == "navigation":
                self.hash = message.navigation.page_script_hash
            elif kind == "delta" and message.delta.HasField("new_element"):
                verdict = self._element(message.delta.new_element, message.delta.fragment_id) or verdict
            elif kind == "script_finished":
                seconds = seconds or time.perf_counter() - sent
                if message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    return Reply(seconds, verdict, messages, size)

    def _element(self, element, fragment: str) -> str:
        """Remember an input or a button; gives the text of a verdict."""
        kind = element.WhichOneof("type")
        if kind in ("text_input", "text_area"):
            field = getattr(element, kind)
            form = self.forms.setdefault(field.form_id, Form())
            form.field = form.field if form.button else form.field or field.id
            self.states.setdefault(field.id, WidgetState(id=field.id, string_value=field.default))
        elif kind == "button" and element.button.is_form_submitter:
            form = self.forms.setdefault(element.button.form_id, Form())
            form.button, form.fragment = element.button.id, fragment
        elif kind == "button":
            self.button = element.button.id
        return element.alert.body if kind == "alert" else ""
