"""The model's runtime: the only place that loads onnxruntime, with its telemetry off.

The package has set the switch that the runtime reads when it is loaded
(see `fabula.telemetry`). On Windows the runtime also writes events to the system's own
tracing, whatever that switch says; these are switched off here.
"""

from onnxruntime import InferenceSession, SessionOptions, disable_telemetry_events

from fabula import telemetry

__all__ = ["InferenceSession", "SessionOptions"]

disable_telemetry_events()
telemetry.speak_up()
