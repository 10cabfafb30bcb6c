"""A town for trying matching in: homes, people, incidents with identities of their own, and how people write them down: with misspellings, abbreviations, other orders,
initials and titles. What is the same is known by identity, never by how it is written."""
import datetime

FORENAMES = '''Ann Olu Priya Thomas Siân Fatima Kenji Maria David Zoë Ibrahim Grace John Sarah Mohammed Emma James Chloe Amina Michael Nicola Paul Karen Ryan Aisha
Steven Tracey Piotr Agnieszka Liam Megan Kwame Ngozi Rajesh Sunita Yusuf Leila Darren Michelle Colin Jean Victor Ruth Hassan Bethany Craig Donna Elena Frank Gillian
Harry Irene Jack Kyle Lucy Catherine Stephen Philip Geoffrey Jacqueline Sean Alistair Deborah Katarzyna Bartosz Oluwaseun Chukwuemeka Gurpreet Nguyen Thanh'''.split()
SURNAMES = '''Smith Jones Taylor Brown Williams Wilson Johnson Davies Patel Robinson Wright Thompson Evans Walker White Roberts Green Hall Wood Jackson Clarke Khan
Okafor Kowalski Wiśniewski Müller O'Brien McDonald Macleod Ashworth Bentham Blackburn Bradshaw Caldwell Claydon Crowhurst Dunmore Eastwood Fairclough Gardiner Hartley
Hathersage Hollingworth Kirkham Langford Marsden Millington Norwood Oakeshott Pemberton Radcliffe Sherwood Stanhope Thornbury Whitcombe Abernathy Begum Chaudhry
Featherstone Grimshaw Hussain Iqbal Jankowska Kaczmarek Lewandowski Mukherjee Nwosu Olawale Papadopoulos Quinlan Rasmussen Szymański Tremblay Uddin Vasquez Warburton
Yeboah Zielińska Adeyemi Birtwistle Cholmondeley Drinkwater Entwistle Fotheringham Garside Heathcote Illingworth Jessop Kettlewell Longbottom Micklethwaite'''.split()
STREETS = ['High Street', 'Station Road', 'Beech Close', 'The Mount', 'Mill Lane', "Queen's Crescent", "St John's Road", 'Park View', 'Albert Street', 'Castle Drive',
           'Hadlow Road', 'Larch Avenue', 'Medway Gardens', 'Church Lane', 'Victoria Terrace', 'Grange Road', 'Kipling Court', 'Dover Street', 'Elm Grove', 'Forge Square']
TOWNS = [('Tonbridge', 'TN9'), ('Sevenoaks', 'TN13'), ('Hereford', 'HR1'), ('Fleet', 'GU51'), ('Preston', 'PR1'), ('Luton', 'LU2')]
SHORT = {'Street': ['St', 'St.', 'Str'[:2]], 'Road': ['Rd', 'Rd.'], 'Close': ['Cl'], 'Lane': ['Ln'], 'Crescent': ['Cres'], 'Drive': ['Dr'], 'Avenue': ['Ave', 'Av'],
         'Gardens': ['Gdns'], 'Terrace': ['Terr', 'Ter'], 'Court': ['Ct'], 'Square': ['Sq'], 'Grove': ['Gr'], 'St': ['Saint']}
SOUNDS = [('ph', 'f'), ('ck', 'k'), ('ee', 'ea'), ('th', 't'), ('ie', 'y'), ('oo', 'u'), ('ll', 'l'), ('ss', 's'), ('tt', 't'), ('nn', 'n'), ('mm', 'm'), ('c', 'k'),
          ('y', 'i'), ('ai', 'ay'), ('ou', 'ow'), ('z', 's')]
START = datetime.datetime(2025, 6, 1)


class Home:
    def __init__(self, r, number=None, unit='', letter='', street=None, town=None):
        self.number, self.unit, self.letter = number or r.randrange(1, 200), unit, letter
        self.street, self.town = street or r.choice(STREETS), town or r.choice(TOWNS)
        block = STREETS.index(self.street) * 10 + self.number // 20 + 37 * TOWNS.index(self.town)
        self.postcode = '%s %d%s%s' % (self.town[1], 1 + block % 9, 'ABDEFGHJLN'[block // 9 % 10], 'PQRSTUWXYZ'[block // 90 % 10])
        self.uprn = None

    def place(self):
        """Which dwelling it is: equal for two that are one."""
        return self.number, self.unit, self.letter, self.street, self.town


class Person:
    def __init__(self, forename, surname, home, middle=None):
        self.forename, self.surname, self.home, self.middle = forename, surname, home, middle


FRONTS = 'Ather Ben Black Brad Cal Clay Crow Dun East Fair Gard Har Hather Hollow Kir Lang Mar Mill Nor Oak Pem Rad Sher Stan Thorn Whit'.split()
ENDS = 'bury combe croft den field ford ham hurst ington land ley man more port ridge smith stead ston ton well wick win wood worth'.split()


def a_surname(r):
    """Common ones are common; half of all people have one of the many that are not."""
    if r.random() < 0.5:
        return r.choice(FRONTS) + r.choice(ENDS)
    return SURNAMES[min(int(r.expovariate(1 / 25)), len(SURNAMES) - 1)]


def a_person(r, home):
    return Person(r.choice(FORENAMES), a_surname(r), home, r.choice(FORENAMES) if r.random() < 0.25 else None)


# ---- mistakes

def a_slip(r, word):
    """One letter left out, doubled, exchanged, or swapped with the next; the first one stays, as it mostly does."""
    if len(word) < 4:
        return word
    at, how = r.randrange(1, len(word) - 1), r.random()
    if how < 0.3:
        return word[:at] + word[at + 1] + word[at] + word[at + 2:]
    if how < 0.55:
        return word[:at] + word[at + 1:]
    if how < 0.75:
        return word[:at] + word[at] + word[at:]
    return word[:at] + r.choice('aeiourstnl') + word[at + 1:]


def as_heard(r, word):
    """Another spelling of a sound."""
    fits = [(a, b) for a, b in SOUNDS if a in word[1:]]
    if not fits:
        return a_slip(r, word)
    a, b = r.choice(fits)
    return word[0] + word[1:].replace(a, b, 1)


# ---- writing

def plain(word):
    return word.translate(str.maketrans('âëśńłüśŚ', 'aesnluss'))


def write_name(r, person, noise):
    first, last = person.forename, person.surname
    if r.random() < noise:
        if r.random() < 0.5:
            first = (a_slip if r.random() < 0.6 else as_heard)(r, first)
        else:
            last = (a_slip if r.random() < 0.6 else as_heard)(r, last)
    if r.random() < noise / 4:
        first = first[0]
    if r.random() < 0.5:
        first, last = plain(first), plain(last)
    if person.middle and r.random() < 0.4:
        first += ' ' + (person.middle if r.random() < 0.6 else person.middle[0])
    name = '%s, %s' % (last, first) if r.random() < 0.3 else '%s %s' % (first, last)
    if r.random() < 0.3:
        name = r.choice(['Mr ', 'Mrs ', 'Ms. ', 'Dr ', 'MISS ']) + name
    return r.choice([str, str, str, str.upper, str.lower])(name)


def write_street(r, street, noise):
    words = street.split()
    if r.random() < noise / 2:
        at = r.randrange(len(words))
        if words[at] not in SHORT and words[at] != 'The':
            words[at] = a_slip(r, words[at])
    return ' '.join(r.choice(SHORT[w]) if w in SHORT and r.random() < 0.5 else w for w in words)


def write_address(r, home, noise):
    street, number = write_street(r, home.street, noise), '%d%s' % (home.number, home.letter)
    if home.letter and r.random() < 0.3:
        number = '%d %s' % (home.number, home.letter.upper())
    if home.unit:
        form = r.choice(['Flat {u}, {n} {s}', 'Apartment {u} {n} {s}', '{u}/{n} {s}', '{n} {s}, Flat {u}', 'flat {u} {n} {s}'])
    else:
        form = r.choice(['{n} {s}', '{n}, {s}', 'No. {n} {s}', '{n} {s}'])
    text = form.format(u=home.unit, n=number, s=street)
    if r.random() < 0.4:
        text += ', ' + home.town[0]
    return r.choice([str, str, str.upper, str.lower])(text)


def write_person(r, person, party, part, noise, home=1.0):
    """`home`: how likely anything is said of where they live."""
    out = {'party': party, 'as': part, 'name': write_name(r, person, noise)}
    if r.random() >= home:
        return out
    out['address'] = write_address(r, person.home, noise)
    if r.random() < 0.85:
        out['postcode'] = r.choice([str, str.lower, lambda p: p.replace(' ', '')])(person.home.postcode)
    if person.home.uprn and r.random() < 0.5:
        out['uprn'] = person.home.uprn
    return out
