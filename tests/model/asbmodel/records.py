"""Records as they were added, and as they read now (corrected values read, erased ones absent)."""


class Record:
    """One record as it was added; nothing in it ever changes."""

    def __init__(self, seq, kind, at, recorded, by, role, fields):
        self.seq, self.kind, self.at, self.recorded = seq, kind, at, recorded
        self.by, self.role, self.fields = by, role, fields


class View:
    """A record as it reads at some point of the case."""

    def __init__(self, record, fields, erased=False):
        self.seq, self.kind, self.at, self.recorded = record.seq, record.kind, record.at, record.recorded
        self.by, self.role = record.by, record.role
        self.f = fields
        self.erased = erased

    @property
    def party(self):
        """Whom the record names: a report its reporter, every other its party."""
        party = self.f.get('reporter' if self.kind == 'report' else 'party')
        return party if isinstance(party, str) else None


def _erased(records):
    """The numbers of the erased records, and of corrections undone with them."""
    erased = set()
    for record in records:
        if record.kind != 'erasure':
            continue
        earlier = [r for r in records if r.seq < record.seq]
        named = {s for s in record.fields.get('of', []) if s < record.seq}
        if 'party' in record.fields:
            whom = record.fields['party']
            named |= {v.seq for v in _read(earlier, erased)
                      if whom in (v.f.get('party'), v.f.get('reporter'))}
        named |= {r.seq for r in earlier if r.kind == 'correction' and r.fields['of'] in named}
        erased |= named
    return erased


def _read(records, erased):
    corrected = {}
    for record in records:
        if record.kind == 'correction' and record.seq not in erased:
            corrected.setdefault(record.fields['of'], {})[record.fields['field']] = record.fields['value']
    out = []
    for record in records:
        if record.seq in erased:
            out.append(View(record, {}, True))
        elif record.seq in corrected:
            out.append(View(record, dict(record.fields, **corrected[record.seq])))
        else:
            out.append(View(record, record.fields))
    return out


def views(records):
    """All the records as they read once the last of them is there."""
    return _read(records, _erased(records))
