"""Offence detail: what somebody did or is said to have done, and the length of their sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

_COUNT = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|eighteen|twenty(?:[\s-]four)?|thirty|forty)"
_UNIT = r"(?:months?|mths?|mnths?|weeks?|wks?|years?|yrs?|hours?|hrs|days?)"
_LENGTH = rf"{_COUNT}[\s-]{{0,2}}{_UNIT}"
_ORDER = (
    r"(?:(?:youth )?referral(?: order)?|r\.?o|yro|youth rehab(?:ilitation)?(?: order)?|rehab(?:ilitation)? order|dto"
    r"|detention(?: and training)?(?: order)?"
    r"|iss|tag|curfew|sentence|licence|custody|order|supervision(?: order)?|reparation(?: order)?|community (?:order"
    r"|service|payback)|unpaid work"
    r"|conditional (?:discharge|caution)|(?:youth )?caution|suspended sentence|bail|remand|driving ban|probation|prison|jail)\b"
)
_CRIME = (
    r"(?:shop ?lift(?:ing)?|robber(?:y|ies)|robbing|burglar(?:y|ies)|burgling|assault(?:s|ing)?|gbh|abh|aff?ray|thefts?"
    r"|thieving|nicking|stealing"
    r"|criminal damage|crim damage|grievous bodily harm|actual bodily harm|joint enterprise|arson|possession|pwits?"
    r"|intent to supply|supplying|drugs? (?:dealing|offences?|charges?"
    r"|supply)|dealing|shotting"
    r"|twoc(?:c?ing)?|taking without consent|(?:car|vehicle|moped|bike) (?:theft|crime|taking)|joy ?riding|public order(?: offences?)?"
    r"|section (?:18|20|39|47|4|5)|stabbing|(?<=for )murder|(?<=of )murder|manslaughter|attempted \w{3,15}|rape"
    r"|sexual (?:assault|offences?)|indecent images|harassment|stalking"
    r"|(?:drink|drunk|dangerous|careless)[ -]driving|driving (?:without|while|whilst)(?: \w{2,12}){1,2}|graffitiing"
    r"|graffitying|tagging|vandalism"
    r"|handling stolen(?: goods)?"
    r"|stolen goods|fraud|bladed articles?|(?:knife|weapons?|blade|gun|firearms?) (?:charge|possession|offence|thing"
    r"|incident)|offensive weapons?"
    r"|malicious communications|racially aggravated(?: \w+)?|threats to kill|threatening behaviour|violent disorder"
    r"|trespass(?:ing)?|going equipped"
    r"|money laundering|mugging|carjacking)\b"
)
_BEFORE_CRIME = (
    r"(?:(?:done|did|charged|nicked|arrested|convicted|guilty|accused|sentenced|cautioned|court|up|time|caught|trouble"
    r"|in) (?:for|with|of) |(?:did|doing|my|his|her|their|a|an|the|one|that|this|attempted|armed|joint enterprise"
    r"|aggravated|common|street|commercial|dwelling|serious|sexual|domestic|knife ?point) ){0,4}"
)
_STOP = (
    r"(?:and|n|but|so|because|cos|cuz|coz|when|they|he|she|i|we|my|it|its|that|who|which|then|if|before|after|since"
    r"|still|now|never|nobody|even|as|where|this|thats)\b"
)
_TO_END = rf"(?! {_STOP})(?: (?!{_STOP})[\w'&-]{{1,25}}){{1,6}}"
"""The words up to the end of a clause, at most six."""
_CHARGED = (
    r"(?:charged|convicted|arrested|nicked|sentenced|bailed|accused|guilty|caught|done(?= for)|prosecuted|cautioned"
    r"|locked up|sent down|pulled up|in court|up in court|wanted|lifted)"
)
_DEED = (
    r"(?:stabbed|robbed|mugged|burgled|assaulted|nicked|stole|shanked|knifed|punched|headbutted|battered|beat up|attacked"
    r"|smashed|set fire to|torched"
    r"|broke into|sold|shotted|threatened|kidnapped|spat (?:at|on)|glassed|slashed|twocc?ed|crashed|vandalised|bottled"
    r"|raped|(?:strangled|jumped|hit|beat|shot|kicked)(?= (?:(?:an?|the|my|his|her|some|this) )?(?:\w+ )?(?:man|woman|kids?"
    r"|boys?|lads?|girls?|teacher|someone|sumone|somebody|police|officer|copper|door|car|window|him|her|them|ex|mate"
    r"|brother|sister|partner))"
    r"|took(?= (?:his|her|their|a|the|someones?|somebodys) (?:\w+ )?(?:car|van|bike|moped|phone|money|scooter|keys|bag|purse|motor)))"
)
_DOER = r"(?:i|he|she|we|who|and|n|son|daughter|brother|mate|him|having|had|have|hes|ive|also|just|only|once)"
_THING = (
    r"(?:cars?|bikes?|mopeds?|peds?|phones?|someone|sum ?one|some1|somebody|kids?|boys?|lads?|man|girls?|officer|copper"
    r"|police|teacher|shops?|houses?|windows?|bins?|kn(?:ife|ives)|blades?"
    r"|weapons?|gun|machete|weed|drugs|food|bud|cannabis|coke|crack|vapes|stuff|clothes|trainers)\b"
)
_WEAPON = r"(?:knife|blade|machete|weapon|shank|zombie knife|gun|bladed article|knuckle ?duster|hammer|bat)\b"

_SMALL_WORDS = (
    r"(?:(?:an?|the|my|his|her|our|their|some|someones?|somebodys|that|this|one|two|in|on|at|up|down|with|into"
    r"|through|over|off|from) ){0,3}"
)
_STORY_DEED = (
    r"(?:smacked|pinched|nicked|robbed|robbd|chucked|lobbed|threw|chucking|throwing|lobbing|smashing|kicked|kicking"
    r"|keyed|tagged|sprayed|graffitied|bricked|egged"
    r"|climbed|broke|jumped|crashed|burnt|burned|torched|lit|touched|grabbed|snatched|swiped|lifted|hit|slapped"
    r"|pushed|hurt|banged|decked|sparked|knocked out"
    r"|chased|filmed|drove|rode|moved|held|stashed|hid|dealt|sold|shotted|trapped|juggled|carried|spat|headbutted|bit|bottled|stamped on)"
)
_STORY_THING = (
    r"(?:cars?|motors?|vans?|bikes?|peds?|mopeds?|scooters?|phones?|windows?|window|glass|shutters?|doors?|shops?"
    r"|sheds?|garages?|bins?|bricks?|stones?|rocks?|bottles?|bus(?:es)?"
    r"|bus stop|bus shelters?|shelter|walls?|fence|train|police|officers?|coppers?|feds|pc|teachers?|sir|miss|lads?"
    r"|kids?|boys?|girls?|man|woman|lady|neighbours?|someone|sum ?one"
    r"|somebody|purse|handbag|bag|wallet|money|card|cash|tip jar|trolley|clothes|trainers|trackies|makeup"
    r"|perfume|booze|bottle|vodka|steaks?|meat|sweets"
    r"|weed|drugs|bud|food|packages?|parcels?|stuff for|knife|knives|blade|sword|machete|gun|hammer|crowbar|bat"
    r"|lighter|fire|fireworks?|house|roof|baths|pool|school|building site|site)\b"
)
_OBJECT = rf"(?:an? |the |my |his |her |some |someones? |that |this |one |two )?(?:[\w'-]{{2,15}} ){{0,2}}(?:{_THING}|{_STORY_THING})"
"""What a deed is done to, with a word or two before it."""
_STOLEN_FROM = r"(?:phone|bike|bag|car|van|purse|coat|money|chain|watch|wallet|moped|scooter|trainers)"
_TROUBLE_THING = (
    r"(?:car|van|bike|moped|phone|knife|blade|brick|window|fire|bin|bins|lighter|shop|robbery|weapon|drugs?|weed"
    r"|stabbing|police|teacher|train|bus|shed|school|warehouse|house|burglary|firework"
    r"|fireworks|graffiti|bottle|gun|hammer|stolen \w+|extinguisher|fire extinguisher)"
)
_AFFAIR = (
    r"(?:thing|incident|snatch|fight|business|robbery|burglary|break[ -]?in|attack|job|raid|theft|chase|crash|fire"
    r"|damage|offence|assault|charge|case)s?\b"
)

_CHARGED_WITH = (
    rf"\b(?:got |been |was |were |is |being |getting )?{_CHARGED} (?:for|with|of|over)"
    rf"(?! (?:time|me|us|you|him|her|them|being late)\b){_TO_END}"
)
_CAUGHT_DOING = (
    rf"\b(?:got |been |was |getting )?(?:caught|nicked|lifted|pulled|stopped|done) (?=\w+in)(?:stealing|nicking"
    rf"|robbing|selling|shotting|carrying|tagging|driving|riding|fighting|smoking|shoplifting|thieving){_TO_END}"
)
_ORDER_OF_A_LENGTH = (
    rf"\b(?:(?:my|his|her|a|an|the|this|on) )?{_LENGTH} (?:of (?:a )?|on (?:an? )?|in |){_ORDER}(?: (?:for|with){_TO_END})?"
)
_ORDER_FOR_A_TIME = rf"\b{_ORDER} (?:for|of|lasting|till?|until|with) (?:an? )?{_LENGTH}(?: {_ORDER})?\b"
_ORDER_BY_NAME = (
    r"\b(?:(?:youth |conditional |community |simple )cautions?|(?:youth )?referral orders?"
    r"|(?:youth )?rehab(?:ilitation)? orders?|community (?:orders?|service|payback)"
    r"|reparation orders?|supervision orders?|detention and training orders?|suspended sentences?"
    r"|conditional discharge|curfew(?: order)?|unpaid work|criminal behaviour order|cbo"
    r"|yros?|dtos?|y\.r\.o|asbo|electronic tag|on (?:a )?tag|my tag|his tag|ankle tag|remanded|out on (?:bail"
    r"|licence)|on (?:bail|licence|remand|curfew)|released under investigation"
    r"|pre[- ]?sentence report)\b"
    rf"(?: with (?:an? )?(?:iss|tag|{_LENGTH} (?:tag|curfew|iss)|curfew))?(?: for {_CRIME}(?: (?:of|on|to) (?:an? "
    rf"|the |my |his |her )?[\w'-]{{2,20}})?)?"
)
_SUPERVISION_UNTIL = (
    r"\b(?:supervision|tag|curfew|licence|bail|order|custody) (?:till?|until|untill) (?:i'?m|im|i am|hes|he's|shes|she's) \d\d\b"
)
_HOURS_UNPAID = rf"\b{_COUNT} (?:hours|hrs|days)(?: of)? (?:unpaid(?: work)?|reparation|payback|community(?: service)?|tag|curfew|iss)\b"
_TIME_GIVEN = rf"\b(?:got|given|serving|served|doing|did|facing|sentenced to) {_LENGTH} (?:for|inside|in|on){_TO_END}"
_TIME_IN_PRISON = (
    rf"\b(?:got|given|serving|served|doing|did|facing|sentenced to|looking at) {_LENGTH} ?(?:inside|in (?:prison|jail"
    rf"|custody|youth jail)|behind bars|dto|custody)?(?=$|[.,!?;]| (?:and|n|but|for|so|cos)\b)"
)
_CRIME_BY_NAME = (
    rf"\b{_BEFORE_CRIME}{_CRIME}(?: (?:charges?|case|thing|offence|incident)\b)?"
    rf"(?: (?:of|on|at|from|with|to|against) (?:an? |the |my |his |her )?(?!{_STOP})[\w'-]{{2,25}})?(?: when (?:i|he|she) was \d\d?\b)?"
)
_DEED_DONE = (
    rf"\b{_DOER} (?:only |just |also |once |had |both |never |all |even ){{0,2}}{_DEED}(?! (?:off|on|out|up for|a goal|me)\b){_TO_END}"
)
_DOING_A_DEED = (
    r"\b(?:stealing|robbing|nicking|nickin|robbin|stabbing|punching|assaulting|hitting|attacking|selling|sellin"
    r"|shotting|smashing|smashin|breaking into|breakin into|setting fire to"
    r"|carrying|carryin|threatening|graffitiing|graffitying|spraying|tagging|chucking|throwing|lobbing|driving|drivin"
    r"|riding|holding|holdin|pinching|snatching|burning|kicking|keying) "
    rf"{_OBJECT}"
)
_DEED_AS_A_STORY = (
    rf"\b(?:i|he|she|we|they|who|and|n|both|never|just|only|lad|son|daughter|brother|sister|mate|boy|girl|me|that|all"
    rf"|i'd|id|hed|had|ive) {_STORY_DEED}(?! (?:(?:me|him|her|us|them) )?(?:out|off|up|back)\b)"
    rf" {_SMALL_WORDS}(?:[\w'-]{{2,15}} ){{0,3}}{_STORY_THING}"
    rf"(?: (?:in|up|over|off|at|on|from|of|with)(?: (?:an?|the|my|his|her))? (?!{_STOP})[\w'-]{{2,15}})?(?: at night)?"
)
_TOOK_SOMETHING = (
    rf"\b(?:took|taking|taken|nicked|had away) (?:an?|the|my|his|her|our|their|someones?|somebodys|some|that)"
    rf" (?:[\w']{{2,15}} ){{0,2}}{_STOLEN_FROM}s?\b(?: (?:for a spin|without asking|from{_TO_END}|off{_TO_END}|out))?"
)
_WAS_TAKEN = (
    rf"\b(?:an?|the|his|her|someones?) {_STOLEN_FROM} (?:was|were|got|being) (?:taken|stolen|nicked|robbed|snatched"
    rf"|pinched)(?: (?:from|off){_TO_END})?"
)
_WENT_THROUGH = (
    r"\b(?:went|go|going|climbed|got|broke|smashed|put \w+) (?:in ?through|through|thru|in|into) (?:her|his|their|the"
    r"|someones?|a) (?:[\w']{2,15} )?(?:window|house|shed|shop|garage|car|baths|roof|site|warehouse)s?\b(?: at night)?"
)
_SET_ON_FIRE = (
    r"\b(?:i |me |he |she |we )?(?:set|setting|sets) (?:an? |the |my |his |her "
    r"|some )?(?:[\w']{2,15} ){1,3}(?:on fire|alight)\b|\bset(?:ting)? fire to" + rf"{_TO_END}"
)
_WHAT_WAS_DONE = (
    rf"\bwh?at (?:i|he|she|we) (?:did|done|do|got (?:done|arrested|nicked) for)(?: (?:with|to|at|in|on) (?:the |my |a "
    rf"|that |him |her ){{0,2}}[\w'-]{{2,20}}(?: {_TROUBLE_THING})?)"
)
_THE_AFFAIR = (
    rf"\b(?:the |that |my |a |this )?(?:(?:thing|incident|fight|stuff|business|trouble) (?:with|over|about|at) (?:an? "
    rf"|the |my |some |that )?{_TROUBLE_THING}s?\b(?: and (?:the |a )?[\w'-]{{2,15}})?|{_TROUBLE_THING} {_AFFAIR})"
)
_FOUGHT = (
    r"\b(?:had|got in|got into|in|started|having|been in) (?:an? |the )?(?:\w{2,12} )?(?:fight|fights|scrap|punch up"
    r"|brawl)\b(?: with (?:an? |the |my |some |this )?[\w'-]{2,20})?"
)
_FOR_OTHERS = (
    r"\b(?:selling|sellin|carrying|carryin|holding|holdin|running|runnin|dealing|dealin|trapping|shotting|moving"
    r"|delivering) (?:\w{2,10} )?(?:for|4) (?:an? |the |my |some )?(?:older|olders|elders?|elder|man"
    r"|someone(?: else)?|somebody(?: else)?|them|others?|people|mates?|boys?|gang|dealer)\b"
)
_HOLDING = (
    r"\b(?:(?:the )?one |i was |he was |she was |was |were )?(?:holding|carrying|driving|keeping|minding) (?:an?|the"
    r"|his|her|their) (?:bag|car|knife|blade|weapon|drugs|stuff|bike|gear|phone|food|package)\b"
)
_BREACH = (
    r"\b(?:breach(?:ed|ing)?|broke|breaking|broken|cut off|cutting off|missed|missing) (?:my|his|her|the|a|me) (?:tag"
    r"|curfew|order|bail|licence|yro|dto|referral order|conditions|reparation)\b"
)
_BREACHED_FOR = rf"\b(?:got |been |being |was |is )?breached (?:for|over|cos|because){_TO_END}"
_WITH_A_WEAPON = (
    rf"\b(?:carrying|carried|had|having|got|with|holding|possession of|pulled|took|brought|found) (?:an?|the|my|his"
    rf"|her|me with a) (?:\w{{2,12}} )?(?:sword|axe|screwdriver|bb gun|{_WEAPON})"
    r"(?: (?:on|in|to|into|from) (?:me|him|her|my|his|school|town|the)\b(?: (?:bag|pocket|jacket|car|house|room)\b)?)?"
)
_STOLEN_THING = r"\b(?:stolen|nicked|robbed) (?:car|bike|moped|phone|motorbike|vehicle|e-?bike|e-?scooter|scooter|goods)s?\b"
_KIND_OF_CHARGE = r"\b(?:drugs?|weed|knife|gun|fight|fighting|weapons?) (?:charge|offence|conviction|case|incident|caution)s?\b"
_CHARGE_AND_DEED = (
    rf"\b(?:caught|found|stopped|nicked|arrested) (?:with|wiv|wid|holding) {_SMALL_WORDS}(?:bit of |bag of |few |load of )?[\w'-]{{2,15}}"
)

_OFFENCES = (
    _CHARGED_WITH,
    _CAUGHT_DOING,
    _ORDER_OF_A_LENGTH,
    _ORDER_FOR_A_TIME,
    _SUPERVISION_UNTIL,
    _HOURS_UNPAID,
    _ORDER_BY_NAME,
    _TIME_GIVEN,
    _TIME_IN_PRISON,
    _CRIME_BY_NAME,
    _FOR_OTHERS,
    _TOOK_SOMETHING,
    _WAS_TAKEN,
    _WENT_THROUGH,
    _SET_ON_FIRE,
    _WHAT_WAS_DONE,
    _THE_AFFAIR,
    _DEED_AS_A_STORY,
    _DEED_DONE,
    _DOING_A_DEED,
    _HOLDING,
    _FOUGHT,
    _BREACHED_FOR,
    _BREACH,
    _WITH_A_WEAPON,
    _STOLEN_THING,
    _KIND_OF_CHARGE,
    _CHARGE_AND_DEED,
)
_EACH = tuple(map(re.compile, _OFFENCES))


def offences(plain: str) -> Iterator[tuple[int, int]]:
    """Where offence detail stands, in plain text; where two patterns see the same deed, both say so."""
    for pattern in _EACH:
        yield from (match.span() for match in pattern.finditer(plain))
