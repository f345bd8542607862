"""Words that stand before, after and beside a person's name in a council's lists and are not the name.

Source: 2,292 names in 45 saved answers of ModernGov's GetCouncillorsByWard (spellings, not people); honours and
degrees as they are usually shortened. English and Welsh.
"""

from __future__ import annotations

import re

_COUNCILLOR = r"councill?ors?|cllrs?|cllor|clr|cyngh?orydd|cyng"
_PLACES = r"(?:county|borough|city|district|metropolitan|town|parish|community) "
_HONORARY = r"(?:honorary |hon\.? )?"
_COUNCIL_TITLES = (
    rf"{_HONORARY}(?:{_PLACES})?(?:{_COUNCILLOR})|comhairliche|{_HONORARY}(?:alderman|alderwoman|ald)|baillie|bailie|"
    r"(?:his|her|your) worship|(?:right )?worshipful|madam|"
    r"(?:(?:deputy|depute|vice|executive|elected|civic|lord|lady)[ -]){0,2}"
    r"(?:mayor(?:['’]?s)? consort|mayoress|mayor|provost|sheriff|speaker)|"
    r"(?:y )?(?:dirprwy )?(?:arglwydd )?(?:faer|maer)|"
    r"(?:deputy |depute )?leader of the council"
)
_PEERAGES = r"lord|lady|baroness|baron|viscount(?:ess)?|countess|marquess"
_PERSONAL_TITLES = (
    rf"right honou?rable|right hon|rt\.? ?hon(?:ourable)?|honou?rable|hon|{_PEERAGES}|sir|dame|"
    r"professor|prof|doctor|dr|reverend|rev['’]?d|rev|canon|father|fr|rabbi|mrs|mr|ms|miss|mx|"
    r"lieutenant[ -]colonel|lt\.? col|colonel|col|captain|capt|commander|cdr|brigadier|wing commander|wg cdr|"
    r"squadron leader|sqn ldr|flight lieutenant|flt lt"
)
_OFFICES = (
    r"(?:(?:deputy|depute|vice|assistant|shadow|acting|interim|former|past|immediate|group|council|executive|elected|"
    r"directly|civic|lord|joint|statutory|chief|dirprwy)[ -]+)*"
    r"(?:leader|mayor(?:ess)?|chair(?:man|woman|person)?|convenor|convener|provost|speaker|sheriff|whip|cabinet|"
    r"portfolio|lead member|executive member|spokes(?:man|woman|person)|member (?:for|of)|opposition|consort|"
    rf"(?:{_PLACES})?councill?or|cllr|commissioner|champion|maer|faer|arweinydd|cadeirydd)"
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _starts(words: str) -> re.Pattern[str]:
    """Matches these words at the start, whatever their case, with the sign and the space that follow."""
    return re.compile(rf"(?:the |y |and |& )*(?:{words})(?![\w'’-])[.,:]?\s*", re.IGNORECASE)


COUNCIL = _starts(_COUNCIL_TITLES)
"""A title that the council gives: never part of a name."""
PEERAGE = _starts(_PEERAGES)
"""A title after whose name a place may follow: "Lord Ann Apple of Northtown"."""
PERSONAL = _starts(_PERSONAL_TITLES)
"""A title that people have of themselves. With a surname alone it stays: "Mrs Apple"."""
OFFICE = re.compile(rf"(?:the |y |and )?{_OFFICES}(?![\w'’])", re.IGNORECASE)
"""How words begin that say what a person does: "(Leader)", ", Chair of Planning"."""
LATER_OFFICE = re.compile(rf"\s+(?:and|&)\s+(?:the )?{_OFFICES}(?![\w'’]).*", re.IGNORECASE)
"""A post that follows a name without a comma: "Ann Apple and Deputy Mayor"."""
LATER_COUNCILLOR = re.compile(rf".*\b(?:{_COUNCILLOR})\b[.:]?\s+(?!for\b|of\b)(?=\S)", re.IGNORECASE)
"""Whatever stands before the last title of a councillor: "Mayor's Consort. Councillor Ann Apple"."""
GLUED = re.compile(r"\b((?:Councillor|Cllr|Cynghorydd|Cyng|Alderman|Mrs|Miss|Ms|Mr|Dr)\.?)(?=[A-Z](?:[a-z]| ))")
"""A title with no space after it: "CouncillorMrs"."""

LETTERS = _words(
    # Honours, orders, medals and offices.
    "OBE MBE CBE KBE DBE GBE BEM CH OM KG KT KCB DCB GCB CB KCMG DCMG CMG LVO MVO CVO KCVO DCVO RVM QPM KPM QFSM KFSM "
    "QAM KAM QVRM QGM GM GC VC MC DSO DSC DFC DFM DCM DSM MM TD VRD VR RD ERD UD ED JP DL MP MEP AM AS MS MSP MLA "
    "MHK QC KC SC SSC WS KSG KSS KCSG DCSG KHS OStJ CStJ MStJ KStJ DStJ Bt Esq "
    # Degrees and diplomas.
    "BA MA MSt BSc MSc BSocSc BEd MEd BEng MEng MBA EMBA DBA PhD DPhil EdD MPhil BPhil MRes MPA MPH MPP LLB LLM LLD "
    "BCL BMus BMedSci BTh BD MTh DD BCom BComm MSci MMath MPhys MChem MArch BArch BM BCh BS MB ChB MBBS MBChB BDS "
    "BVSc BVetMed MD DSc DLitt DUniv HND HNC PGCE PGDip PGCert CertEd DipEd DipHE DipSW CQSW DMS Hons "
    # Professional bodies.
    "FRSA FRCS FRCP FRCN FRCGP MRCGP MRCP MRCS RGN RN SRN RMN SCM FCA ACA FCCA ACCA ACMA FCMA CGMA CPFA IPFA FCIPD "
    "MCIPD FCMI MCMI CMgr MIMgt CEng IEng FICE MICE FIET MIET FIMechE MIMechE RIBA FRIBA FRICS MRICS FRTPI MRTPI "
    "MCIH FCIH FHEA SFHEA FLS FRGS FRHistS FBA FRS FRSE FRSC FSA FIoD FInstD FCIM MCIM CPsychol AFBPsS FCIOB MCIOB "
    "FCIEH MCIEH FIH MBCS FBCS CITP FIA FCII ACII FCIArb FRAeS CSci CBiol CChem CPhys ARCM LRAM FTCL LTCL ARCO FRCO "
    "FCIWEM MCIWEM CMIOSH FRSPH FRSM FGS FZS MCLIP"
)
"""Letters after names, without dots."""
AMBIGUOUS = frozenset(letters for letters in LETTERS if len(letters) == 2 and letters.isupper())
"""Letters that may be initials as well, such as JP and MA."""
BESIDE_LETTERS = _words("hons hon oxon cantab lond london edin dunelm ebor cymru wales retd rtd")
"""What stands in brackets after letters: "BA (Hons)", "MA (Oxon)"."""

PRONOUNS = re.compile(r"(?:she|he|they|her|him|them|hi|hers|his|theirs|ze|zir)(?:\s*[/,]\s*\w+)+", re.IGNORECASE)
"""What some put in brackets after their name: "(she/her)"."""
PARTIES = _words(
    "lab labour con cons conservative ld lib-dem lib-dems liberal-democrat liberal-democrats grn green ind independent "
    "ukip snp pc plaid plaid-cymru reform reform-uk lab-co-op labour-and-co-operative co-op"
)
"""Slugs of the parties that stand in brackets after a name."""
GENERATIONS = _words("jr jnr junior sr snr senior")
PARTICLES = _words(
    "de da do dos das di du del della der den des la le les van von zu ten ter te el al bin ibn bint ap ab ferch ó ní "
    "De Da Dos Du Del Della Der Den Des La Le Van Von Mac Mc St St. Saint Ap Ab"
)
"""Small words that belong to the surname that follows: "van der Berg", "ap Ifan", "St John"."""
