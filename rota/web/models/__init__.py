"""The service's tables."""

from rota.web.models.chores import Chore as Chore
from rota.web.models.log import LogEvent as LogEvent
from rota.web.models.people import Appointment as Appointment
from rota.web.models.people import User as User
from rota.web.models.plans import Revision as Revision
from rota.web.models.plans import Snapshot as Snapshot
from rota.web.models.plans import Solve as Solve
from rota.web.models.register import KEPT as KEPT
from rota.web.models.register import KeptFile as KeptFile
from rota.web.models.register import RegisterRow as RegisterRow
from rota.web.models.uploads import RegisterRevision as RegisterRevision
from rota.web.models.uploads import Upload as Upload
