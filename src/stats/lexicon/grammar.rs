//! Words that hold a sentence together.

use super::Class;

pub(super) const LISTS: &[(Class, &str)] = &[
    (
        Class::DET,
        "the a an this that these those its their his her our your my each every all both such no any another either neither whose",
    ),
    (
        Class::PREP,
        "worth of in on at by for with from to into onto over under above below between among amongst against across after before during since until till through throughout within without toward towards upon about around near along behind beyond despite except off out per via versus vs up down inside outside amid amidst besides beside including excluding concerning regarding following unlike like than as plus minus worth aboard atop past compared",
    ),
    (
        Class::CONJ,
        "and or but nor yet so while whereas as because although though since if when whenever after before until unless than that whether where once",
    ),
    (
        Class::PRON,
        "i you he she it we they me him us them who whom which what this that these those there himself herself itself themselves everyone everybody someone somebody anyone anybody nobody nothing something anything everything one none",
    ),
    (
        Class::AUX,
        "is are was were be been being am has have had having do does did will would can could may might shall should must cannot isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't couldn't shouldn't it's they've we've he's she's there's that's i'm i've i'd i'll you're you've you'd you'll he'd he'll she'd she'll we're we'd we'll they're they'd they'll it'd it'll",
    ),
    (
        Class::VERB,
        "receive earn employ require owe operate allow provide consume suffer dealt leapt learnt lent sank sunk shone shrank slung strung trod flung remain remained understood clung forgave spun sprang strode knelt undid seem seems seemed appear appears appeared tops wait waits waited start starts withdrew foresaw overtook undertook underwent oversaw outgrew arose withstood upheld withheld wept tore bore drank stole steal steals stolen drank eaten sang rang swung hung dug wound bound sought caught felt slid split spread shed fed bled bred sped threw grew blew knew chose froze rode rose woke swore got get gets made make makes took take takes taken taking came come comes went go goes gone going saw see sees seen gave give gives given giving held hold holds holding kept keep keeps left leave leaves led lead leads lost lose loses losing won win wins winning met meet meets sold sell sells bought buy buys paid pay pays spent spend spends sent send sends built build builds began begin begins begun became become becomes brought bring brings broke break breaks chose choose chooses drew draw draws drove drive ate eat eats felt feel feels fought found find finds fled flee flees flew fly flies forgot grew hid hit hits hurt hear heard knew know knows laid lay lent lies lit marked means meant put puts read rode ran run runs set sets shot shoots shook shut sat sits slept spoke stands stood struck strike strikes stuck swept swam taught thrown threw told tells thought thinks tore torn turned wore woke wrote write written writes remain remains remained contain contains contained include includes included comprise comprises covered employ employs employed hosted stretched spanned measured weigh weighs weighed cost costs totalled totaled averaged equal reach reaches reached finish finishes finished ranked needed want wanted used live lived die dies died kill kills killed wound wounds wounded injure injures injured displace displaces displaced arrest arrests arrested detain detains detained rescue rescued evacuate evacuated destroy destroys destroyed damaged capture captured launch launches launched fired attacked sentenced acquit acquitted convict convicted charged fined appoint appointed elect elected voted approve approved reject rejected sign signed join joined marched marching filled fill fills show shows showed shown own owns owned operate operates operated produce produces produced generate generates generated consume consumes consumed imported exported deliver delivered receive receives received raise raises award awarded serve serves served treat treats treating treated vaccinate vaccinated tested recorded counted listed valued opens open ends fell stayed offered planned agreed agree agrees earns earn earned attracts attracted boasts accounted accounts represents represented faced lasts lasted carried carry carries licensed dealt helped pulled expects expected targeted scored scores beat beats defeated defeat trails trailed weakened strengthened burned repaid repay handed seized downed fielded deployed deploys housed closed affects affected drawn boarded missing escaped survived survive survives collapsed crossed provide provides provided allocated allocates pledged pledges donated donates invested invests owed owes owe borrowed borrow saved wiped erased created creates supplied supplies pumped shipped exceeds exceeded exceed topped tripped believe believes believed happened happens happen occurred occurs stems resulted causing caused causes leaving killing injuring wounding displacing reaching making bringing leading costing setting hover hovers hovered deny denies denied stand lack lacks lacked hidden assume assumes extend extends extended prolong prolongs",
    ),
    (
        Class::ADV,
        "aground ashore afloat back behind adrift ago apart underground aside not also still now then just only even already ever never often soon again almost nearly about around roughly approximately some well far too very more less most least up down away ahead alone together instead however meanwhile moreover therefore thus hence here there today yesterday tomorrow tonight overnight perhaps maybe further later earlier currently recently reportedly allegedly initially eventually finally quickly slowly sharply slightly steadily steeply modestly marginally significantly substantially dramatically barely merely largely mostly partly mainly fully officially apparently typically usually annually monthly daily weekly only once previously formerly always sometimes nowadays overseas abroad upstairs outdoors indoors afterwards thereafter altogether likewise otherwise elsewhere across-the-board further much rather quite somewhat yet",
    ),
    (
        Class::ADJECTIVE,
        "effective accurate efficient more other additional further extra new fresh different separate consecutive straight successive whole full entire total overall similar major minor large small big little young old elderly early late recent several many few most much same own main key next last past previous coming following remaining average annual monthly daily weekly quarterly yearly nominal gross net real typical only sole single record low high main top",
    ),
    (
        Class::SINGULAR,
        "is was has its as this thus us yes plus less versus across always perhaps bus gas virus status campus census crisis basis analysis focus series species headquarters news physics mathematics economics politics loss boss class press process progress success access business address congress princess witness illness fitness glass grass mass pass cross dress stress progress consensus bonus chorus circus corpus genus versus does goes besides sometimes nowadays afterwards towards unless overseas diabetes measles rabies tuberculosis hepatitis aids covid corps chaos christmas texas kansas arkansas illinois paris athens brussels cyprus laos honduras wales nations states emirates philippines netherlands maldives bahamas hamas was his hers ours theirs yours",
    ),
    (
        Class::ABBREVIATION,
        "mr mrs ms dr st prof gen lt col sgt capt cmdr adm maj sen rep gov pres rev hon jan feb mar apr jun jul aug sep sept oct nov dec no nos vs inc corp ltd co dept est approx fig figs vol pp ch sec art ave blvd rd rs etc al eg ie cf ca jr sr tel ext min max mt ft u.s u.k u.n e.g i.e a.m p.m ph.d d.c",
    ),
    (
        Class::OPENS,
        "minus a an several few many couple no nos fiscal financial fy",
    ),
    (
        Class::WEEKDAY,
        "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays mon tue tues wed thu thur thurs fri",
    ),
];
