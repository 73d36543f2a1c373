//! Words of the news: what moves, who speaks, who is counted, and what is only a name.

use super::Class;

const RISE_VERBS: &str = "rose rise rises risen rising increased increases increasing climbed climb climbs climbing grew grow grows grown growing jumped jumps jumping surged surges surging soared soars soaring gained gains gaining advanced advances advancing added adds rallied swelled swells swollen widened widens expanded expands expanding accelerated accelerates leapt leaped rocketed skyrocketed ballooned mounted mounts rebounded recovered strengthened strengthens firmed crept ticked edged upped raised raises raising boosted boosts boosting lifted lifts lifting hiked hikes hiking improved improves multiplied snowballed spiked doubled tripled appreciated escalated higher picked inched gaining lengthened lengthens lengthening quickened quickens quickening thickened heightened deepened deepens";
const FALL_VERBS: &str = "fell fall falls fallen falling dropped drops dropping declined declines declining decreased decreases decreasing slid slides sliding slipped slips slipping sank sinks sunk sinking plunged plunges plunging tumbled tumbles tumbling plummeted plummets dipped dips dipping shrank shrinks shrunk shrinking shrunken contracted contracts contracting slumped slumps slumping slowed slows slowing eased eases easing dwindled dwindles narrowed narrows weakened weakens weakening lowered lowers lowering reduced reduces reducing reduce cut cuts cutting slashed slashes slashing trimmed trims trimming shed sheds shedding halved retreated retreats crashed crashes collapsed collapses collapsing sagged softened waned subsided lost loses depreciated curbed dented cooled losing shortened shortens shortening thinned";
const RISE_NOUNS: &str = "rise increase jump surge climb gain growth hike spike uptick upturn increment expansion boost rally upsurge leap raise";
const FALL_NOUNS: &str = "fall decrease drop decline reduction cut slump plunge dip slide contraction loss downturn slowdown drawdown shrinkage";

pub(super) const LISTS: &[(Class, &str)] = &[
    (Class::RISE, RISE_VERBS),
    (Class::RISE, RISE_NOUNS),
    (
        Class::RISE,
        "increase climb grow jump surge soar gain add widen expand accelerate boost lift hike improve swell balloon rocket skyrocket strengthen multiply escalate appreciate up",
    ),
    (Class::FALL, FALL_VERBS),
    (Class::FALL, FALL_NOUNS),
    (
        Class::FALL,
        "decline decrease drop slide slip sink plunge tumble plummet dip shrink contract slump slow ease narrow weaken lower reduce slash trim dwindle soften subside depreciate wane down",
    ),
    (Class::MOVE, RISE_NOUNS),
    (Class::MOVE, FALL_NOUNS),
    (
        Class::MOVE,
        "increases decreases drops falls gains cuts reductions declines improvement swing",
    ),
    (Class::VERB, RISE_VERBS),
    (Class::VERB, FALL_VERBS),
    (
        Class::TRANSITIVE,
        "raised raises raise raising increased increase increases increasing boosted boosts boost boosting lifted lifts lift hiked hike hikes hiking upped cut cuts cutting lowered lowers lower lowering reduced reduces reduce reducing slashed slash slashes trimmed trim trims trimming expanded expand expands improved improves widened narrowed",
    ),
    (
        Class::REPORT,
        "said says say saying reported reports report estimated estimates estimate claimed claims claim told announced announces warned warns warn confirmed confirms stated states noted notes added believes believe found finds find showed shows show predicted predicts predict projected forecast forecasts expects expect suggested suggests suggest indicated indicates revealed reveals calculated calculates recorded records argued argues insisted insists acknowledged admitted admits disclosed alleged alleges reckons reckon concluded concludes counted counts verified documented declared insist put puts wrote tweeted posted explained maintains contends anticipate anticipates reckoned expected indicate reveal conclude argue contend contended allege admit declares confirm verify recalled see sees shown predicting forecasting expecting warning estimating projecting complained complains stressed stresses caution cautions cautioned remarked commented lamented testified replied fear fears feared recalls suspect suspects described describes spoke complain",
    ),
    (
        Class::CITES,
        "according as per source citing quoting cites figures data statistics estimates numbers reported compiled published released recorded estimated counted",
    ),
    (
        Class::GOES,
        "went goes go going gone moved moves moving changed changes changing revised shifted swung adjusted",
    ),
    (
        Class::HEDGE,
        "reportedly allegedly alleged supposedly purportedly purported apparently seemingly unconfirmed unverified suspected presumably rumoured rumored believed thought likely possibly probably",
    ),
    (
        Class::LABEL,
        "cfr c.f.r. usc u.s.c. u.s.c rfc article articles chapter chapters section sections page pages figure fig figs table tables listing listings exhibit appendix annex note footnote version v build flight gate channel model order resolution phase stage category type tier room suite ward platform terminal pier line route highway motorway interstate road exit runway unit block building floor volume vol issue item paragraph para tab row rows slide clause rule law act bill amendment proposition protocol schedule exhibit case docket scene server file form part step action test verse psalm episode season series level grade class lot bib shirt jersey seat row track lane base camp area zone sector district checkpoint post point point station reactor borehole well hole apollo soyuz boeing airbus embraer antonov tupolev ilyushin sukhoi mig falcon iphone ipad galaxy pixel windows android ios macos ubuntu playstation xbox agenda vision horizon formula euro expo studio radio bbc itv espn tv cc pp art ch sec nos nr id isbn issn serial ref reference invoice receipt ticket account code pin port ip rfc iso bus tram train locomotive convoy task operation directive regulation decree ordinance statute title book canto sonnet symphony opus sura surah day week year bullet question answer group pool heat round game match set quarter priority option plan scenario team squad battalion brigade regiment company apartment apt flat box hut barracks cell dormitory bed drug catch magnum kilometre-post milepost mile-marker junction windows bay pump kursk boeing's tu su mi il mq rq uh ah ch fa gbu agm aim jdam himars bmp btr leopard challenger abrams",
    ),
    (
        Class::DIAL,
        "phone telephone tel call dial contact hotline fax whatsapp mobile helpline text sms isbn issn id serial order invoice ref reference docket iban account nos ext extension passport",
    ),
    (
        Class::BRAND,
        "nikkei ftse nasdaq dow cac dax stoxx euronext russell fortune forbes hang topix sensex nifty kospi asx tsx ibex smi s&p s&p/asx wilshire msci sp formula",
    ),
    (
        Class::PLURAL,
        "people police men women children troops personnel staff cattle fish aircraft police sheep teeth feet mice geese crew data criteria phenomena media alumni bacteria spacecraft hovercraft offspring deer poultry clergy gentry servicemen servicewomen gunmen policemen firemen firefighters fishermen lawmen congressmen clansmen tribesmen salesmen businessmen womenfolk oxen wives lives knives others dead injured wounded missing homeless unemployed poor youth infantry cavalry swine livestock livestocks folk kin percent pieces grandchildren schoolchildren midwives wolves leaves halves loaves thieves shelves",
    ),
    (
        Class::PERSON,
        "people person persons man men woman women child children civilians civilian passengers passenger patients patient students student pupils workers worker employees employee staff residents resident migrants migrant refugees refugee protesters protester demonstrators prisoners prisoner detainees hostages hostage survivors survivor victims victim voters voter journalists journalist officials officers officer doctors nurses teachers teacher teenagers boys boy girls girl adults adult babies infants families others lawmakers members member farmers fans tourists pilgrims suspects suspect witnesses witness villagers citizens inhabitants adults households jobs dead deaths fatalities injured wounded killed missing casualties bodies body soldiers soldier troops fighters fighter militants militant personnel police policemen gunmen insurgents rebels sailors guards lives life toll shoppers evacuees applicants candidates seekers commuters players delegates rescuers firefighters crew miners miner inmates homeless youths minister ministers senators mps reservists reservist paratroopers commandos marines cadets peacekeepers warriors jihadists separatists extremists guerrillas raiders bombers snipers sentries legionnaires activists scientists artists motorists cyclists nationals foreigners relatives mourners worshippers wounded actors investors managers engineers drivers pilots athletes owners tenants buyers users customers consumers orphans widows parents mothers fathers pensioners recruits volunteers graduates teachers pupils researchers professors monks priests clerics gunman negotiators diplomats ambassadors leaders politicians councillors judges lawyers prosecutors jurors attendees visitors guests travellers travelers holidaymakers hikers climbers swimmers divers asylum-seekers claimants beneficiaries homeowners shareholders members",
    ),
    (
        Class::FORCE,
        "troops fighters fighter soldiers soldier militants militant insurgents insurgent rebels rebel gunmen combatants combatant personnel servicemen guerrillas guerillas forces militiamen recruits conscripts mercenaries infantry paramilitaries terrorists terrorist policemen police reservists reservist paratroopers commandos marines cadets peacekeepers warriors jihadists separatists extremists guerrillas raiders bombers snipers sentries legionnaires",
    ),
    (
        Class::DEATH,
        "deaths death fatalities fatality toll dead killed bodies lives casualties victims",
    ),
    (
        Class::HARM,
        "killed kill killing kills wounded wounding wound injured injuring injure hurt dead died die arrested arresting detained displaced displacing missing rescued evacuated hospitalised hospitalized infected vaccinated homeless unemployed jailed imprisoned executed kidnapped abducted deported released freed drowned poisoned trapped stranded sentenced acquitted convicted charged dismissed",
    ),
    (
        Class::INDEX,
        "rate index ratio score scores coefficient gauge reading pmi level pressure ph magnitude average rating grade gpa elo factor multiplier number r0 dow nikkei ftse nasdaq sensex nifty dax cac density yield index's intensity sensitivity reproduction gini handicap exponent quotient",
    ),
    (
        Class::CONTEST,
        "win won wins winning beat beats beating defeat defeated lost draw drew drawn victory loss goal goals scored scoring match game final semi-final quarter-final half-time league cup set sets tie title trailed trail lead leading led aggregate penalties shootout vote voted votes voting senate senators lawmakers parliament council committee ruling ruled court justices panel jury passed approved rejected carried adopted defeated motion bill score scoreline ballot split decision majority verdict board edged thrashed hammered downed overcame crushed stunned",
    ),
    (
        Class::ADDRESS,
        "street st road rd avenue ave lane ln drive dr boulevard blvd place square terrace crescent close court way parkway highway quay row gardens mews plaza",
    ),
    (
        Class::PAPER,
        "survey poll study report reports data figures statistics census analysis research estimates estimate paper records document documents review audit inquiry investigation findings numbers accounts projections forecast forecasts index tally count bulletin statement briefing filing filings results models",
    ),
    (
        Class::SPEAKER,
        "officials official police authorities witnesses analysts economists experts scientists researchers investigators prosecutors doctors residents rescuers activists campaigners critics insurers organisers organizers lawyers ministers sources aides diplomats commanders forecasters traders company ministry agency government union army navy force militia military bank spokesman spokeswoman spokesperson minister president director coroner coastguard office department bureau institute council court commission monitor monitors observers group groups charity charities regulator regulators hospital university firm board mayor governor media television radio newspaper newspapers broadcaster newswire chief head boss commander secretary chancellor premier prosecutor judge lawyer professor economist analyst expert scientist researcher inspector inspectors inspectorate watchdog ombudsman auditor auditors authority administration directorate commissioner commissioners committee association federation union unions institution foundation society organisation organization organisations organizations tribunal thinktank operator manager chairman chairwoman executive executives lender insurer ministries agencies companies councillor councillors lawmaker senator eyewitness eyewitnesses organiser organizer negotiators",
    ),
    (
        Class::EMPTY,
        "number total amount share proportion percentage count tally sum volume quantity figure size value numbers totals majority",
    ),
    (
        Class::AGED,
        "children people adults women men girls boys those pupils students anyone kids youths patients voters citizens residents persons everyone workers drivers infants teenagers players males females child person adult man woman",
    ),
];
