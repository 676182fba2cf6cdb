"""Words that drafts take for one another, and nouns that stand where their verb should.

Sources: the commonly confused words of the Purdue Online Writing Lab, of
Merriam-Webster's usage guides and of the Oxford *Common Errors* lists.
"""

__all__ = ["DERIVED_VERBS", "SOUNDALIKES", "SPLIT"]

_GROUPS = """
piqued peaked peeked|pique peak peek|breathe breath|affect effect|affected effected|accept except
accepted excepted|advice advise|brake break|brakes breaks|bare bear|bored board|clothes cloths
weather whether|waist waste|wait weight|weak week|witch which|wary weary|lead led|new knew
whole hole|lightning lightening|loss lose|meat meet|mine mind|moral morale|pain pane|pains panes
pale pail|peace piece|personal personnel|pour pore|poured pored|pray prey|principal principle
reign rein|reins reigns|right write|role roll|roles rolls|scene seen|sight site|sights sites
sole soul|stair stare|stairs stares|steal steel|tail tale|tails tales|threw through|throne thrown
toe tow|vain vein|waive wave|wander wonder|wandered wondered|wandering wondering|wreck reek
sore soar|sweet sweat|sheer shear|shone shown|tide tied|taut taunt|yolk yoke|exited excited
angel angle|bathe bath|clothe cloth|soothe sooth|teeth teethe|slightly lightly|seem seam
seems seams|tough though|couch crouch|fell felt|sad said|live life|believe belief|prove proof
grieve grief|relieve relief|safe save|think thing|thank think|hoarse horse|idle idol|night knight
lone loan|muscles mussels|plain plane|pole poll|rain reign|bated baited|cue queue|curb kerb
descent decent|die dye|dying dyeing|duel dual|faint feint|flair flare|flower flour|gait gate
great grate|grip gripe|gripped griped|hair heir|heal heel|heard herd|hoard horde|discreet discrete
ensure insure|allude elude|altar alter|aloud allowed|complement compliment|desert dessert
phase faze|phased fazed|hurdle hurtle|hurtled hurdled|wring ring|wrung rung|wrapped rapped
wrap rap|wrote rote|sleigh slay|straight strait|trail trial|grisly grizzly|lose loose
losing loosing|loses looses|choose chose|choice choose|quiet quite|past passed|closed clothed
staring starring|stared starred|hopped hoped|hopping hoping|planned planed|scared scarred
wining winning|dinning dining|sit set|sat set|lay lie|lying laying|rise raise|rose raised
laid lain|hung hanged|find fine|feel fell|course coarse|forth fourth|fair fare|hail hale|hall haul
hangar hanger|key quay|maze maize|medal meddle|metal mettle|minor miner|patience patients
pear pair|peal peel|pedal peddle|profit prophet|shoulder shudder|shuttered shuddered
shudder shutter|son sun|stake steak|story storey|suite suit|tears tiers|tear tier|vial vile
wail whale|wet whet|wheel weal|ball bawl|balled bawled|bow bough|bury berry|ceiling sealing
cell sell|chord cord|chute shoot|creak creek|currant current|dear deer|earn urn|feat feet|fir fur
gasp grasp|gasped grasped|gorilla guerrilla|groan grown|guessed guest|hey hay|hour our|knead need
leek leak|made maid|mail male|marry merry|missed mist|moan mown|morning mourning|oar ore
pause paws|place plaice|rap wrap|red read|sale sail|see sea|sew sow|stationary stationery
vary very|wade weighed|ware wear|way weigh|wine whine|world word|wound wind
""".strip()

SOUNDALIKES: dict[str, tuple[str, ...]] = {}
"""Word -> the words it is taken for, in both directions; content words only."""

for _group in _GROUPS.replace("\n", "|").split("|"):
    _members = _group.split()
    for _word in _members:
        _others = tuple(m for m in _members if m != _word)
        SOUNDALIKES[_word] = tuple(dict.fromkeys(SOUNDALIKES.get(_word, ()) + _others))

DERIVED_VERBS: dict[str, str] = dict(
    pair.split(":")
    for pair in (
        "response:respond breath:breathe advice:advise belief:believe choice:choose loss:lose "
        "life:live success:succeed thought:think gift:give sight:see speech:speak death:die "
        "proof:prove relief:relieve grief:grieve practice:practise decision:decide "
        "agreement:agree argument:argue arrival:arrive refusal:refuse denial:deny "
        "description:describe destruction:destroy discussion:discuss enjoyment:enjoy "
        "existence:exist expectation:expect explanation:explain expression:express "
        "feeling:feel hesitation:hesitate imagination:imagine intention:intend "
        "invitation:invite knowledge:know meaning:mean movement:move permission:permit "
        "preparation:prepare protection:protect reaction:react realization:realize "
        "recognition:recognize reflection:reflect satisfaction:satisfy suggestion:suggest "
        "temptation:tempt understanding:understand "
        "admission:admit attention:attend complaint:complain confession:confess "
        "confusion:confuse entrance:enter growth:grow laughter:laugh pleasure:please "
        "pursuit:pursue approval:approve behaviour:behave behavior:behave bath:bathe "
        "food:feed blood:bleed song:sing tale:tell flight:fly"
    ).split()
)
"""Noun -> the verb that was meant ("he didn't response")."""

SPLIT: dict[str, str] = dict(
    pair.split(":")
    for pair in (
        "alot:a_lot infact:in_fact eachother:each_other aswell:as_well atleast:at_least "
        "incase:in_case noone:no_one abit:a_bit alittle:a_little ofcourse:of_course "
        "everytime:every_time inspite:in_spite upto:up_to infront:in_front "
        "evenif:even_if eventhough:even_though thankyou:thank_you highschool:high_school "
        "goodnight:good_night alright:all_right apart:a_part everyday:every_day "
        "maybe:may_be sometime:some_time anyway:any_way awhile:a_while already:all_ready "
        "altogether:all_together into:in_to onto:on_to anymore:any_more"
    ).split()
)
"""Written together -> written apart ("_" for the space), where drafts write together wrongly."""
