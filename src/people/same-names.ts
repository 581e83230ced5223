/*
 * Given names that are one name: short forms, and how other languages, or other people, write it. Made for Onroll from what is commonly known; a name that
 * is not here is compared by its letters alone. A short form of several names stands with each of them.
 */

/** A line is a name: its spellings in small plain letters. A line of one word is a name of its own, however much it looks like another. */
const NAMES = `
aaron aron haroon harun
abigail abi abbie abby abigayle gail
abdullah abdulla abdallah abdullahi
adam adem adham
adrian adrien adriano ade
agnes agnieszka aga
ahmed ahmad ahmet achmed ahmaad
aidan aiden ayden aydin
aisha ayesha aysha aicha aishah ayisha aaisha esha
alan allan allen alun al
alexander alex alec xander alexandru aleksander aleksandr oleksandr alejandro alessandro alek sandy sasha iskander al
alexandra alex alexa lexi lexie aleksandra oleksandra alessandra sandra sandy sasha ola
alfred alfie alf fred freddie
alice alicia alicja alisha ali
alison allison ali
amelia amelie emilia millie milly mia amy
amina aminah aamina ameena
amir ameer aamir
amy aimee ami
anastasia anastasiia anastasiya nastya stacey stacy
andrew andy drew andrei andrej andrii andriy andrzej andreas andre
andrea andreea
angela angie angelica ange
ann anne anna annie ania anya anja ana
annabel annabelle anabel bella
anthony tony antony antoni anton antonio ant
antonia toni tonia antonina
archibald archie arch
arthur art artur artie
ashley ash ashleigh
austin austen
ava eva eve yeva ewa evie
barbara babs barbie basia
barnaby barney
bartholomew bart bartosz bartek
beatrice beatrix bea trixie
benedict ben benny
benjamin ben benji benny benjy binyamin
bernard bernie
bethany beth
bilal billal
bogdan bohdan
bradley brad
brian bryan
bridget bridie biddy brigid bronagh
bronwen bronwyn
caitlin kaitlyn katelyn caitlyn kate katie
callum calum cal malcolm
cameron cam
caroline carolyn carrie karolina caro carol
carl karl
catherine katherine kathryn catharine katharine kathleen cathy kathy kate katie katy kat kitty kay katarzyna kasia katarina kateryna katya ekaterina cath
cecilia celia cecily cilla
charles charlie charley chuck karol carlos
charlotte charlie lottie charley lotte carlotta
chloe khloe cloe
christina kristina christine christy chrissie tina krystyna cristina khrystyna chris kirsten
christopher chris kit christoffer krzysztof krzys topher kristofer cristofor
claire clare clara klara
conor connor
cornelius neil con
daniel dan danny danyal daniyal danylo daniil danilo daniels
danielle dani daniela daniella
darius dariusz darek
david dave davey davy dawid davyd dafydd dai davit daud dawood dawud
deborah debbie debra deb
dennis denis denys
dimitri dmitri dmytro dmitry dmitrii dima
dominic dominik dom nick
donald don donny
dorothy dot dottie dolly dorota
dylan dillon dilan
edith edie
edward ed eddie ted teddy ned edouard eduard edwin
eleanor elinor ellie nell nellie nora ella leonora elena
elijah eli elias ilyas ilias
elizabeth elisabeth liz lizzie beth betty bess eliza elspeth libby lisa elsie elise ella elzbieta ela yelyzaveta elisaveta buffy liza
ella
ellen ellie elin elena helen helena olena nell
elliot eliot elliott
eloise heloise
emily emmie emilie em millie emilija
emma em emmy
emmanuel manny emanuel immanuel
eric erik erich
esther ester hester
ethan ethen eitan
eugene gene yevhen evgeny
evelyn eve evie
ezekiel zeke
faisal faysal feisal
fatima fatimah fatma faatima fathima fatema
fay faye
felicity fliss flick
felix
finley finlay findlay fin finn
florence flo flora florrie flossie
frances fran francesca frankie franciszka
francis frank frankie franciszek francisco franek
frederick fred freddie freddy fryderyk frederic
freya freja freyja
gabriel gabe gab
gabrielle gabriella gabriela gabby
gareth gary gaz
gavin gav
gemma jemma
geoffrey geoff jeffrey jeff
george georgie jerzy georg jorge heorhii yuri yurii gheorghe
georgia georgie
georgina georgie gina
gerald gerry jerry
gillian jill gill jillian
grace gracie
graham graeme
gregory greg gregor grzegorz hryhorii grigore
habib habeeb
hafsa hafsah
hamza hamzah hamzeh
hannah hanna hana
harriet hattie harrie
harris haris
harrison harry
harvey harvie
hasan hassan hasaan hassen
heather
helen helena helene elena olena nell ellen
henry harry hal henryk hank enrique
holly hollie
hugh hugo huw hughie
humaira humayra humera
husain hussain hussein husayn hossain hosain hussayn hosein huseyin
ian iain
ibrahim ibraheem ebrahim abraham abe brahim ibrahima
idris idrees
imogen immy
imran imraan
irene irena iryna irina
isaac isaak izaak ishaq ike zak
isabella isabel isabelle isobel bella izzy belle izabela izabella
isaiah
isla
ismail ismaeel ismael ishmael esmail
ivan
jack jak
jacob jake jakub yaqub yaqoob kuba jakob yakiv jakov jacub
jacqueline jackie jacqui
jake
james jim jimmy jamie jem seamus
jamal jamaal gamal
jane janie janine
janet jan
jasmine yasmin yasmine jasmin yasmeen jazmin jas
jason jay jayson jase
jennifer jenny jen jenna jennie
jeremy jerry jez
jerome
jessica jess jessie jessika
joan joanie
joanna joanne jo joana asia
jodie jody
john johnny jack jon ioan jan ivan juan johan yahya sean shaun shane ian johannes giovanni
jonathan jon jonny johnathan jonathon nathan
jordan jordyn
joseph joe joey jozef josef yusuf yousef yousuf youssef yosef jose yosyp giuseppe iosif yusef usuf
josephine josie jo
joshua josh josua yeshua
joyce
judith judy jude
julia julie juliet yuliia yulia iulia julija juliette
julian jules
justin justyn
kacper casper kasper
karen karin caren
karim kareem
katrina trina
kayla kayleigh kaylee
keira kiera keera kira
kelly kellie kelley
kenneth ken kenny
kevin kev kevyn
khadija khadijah khadeeja kadija hadija
khalid khaled
kieran ciaran kieron keiran
kimberley kim kimberly
kyle kile
latifa lateefa
laura lauren laurie loretta
lauren loren
lawrence laurence larry laurie lorenzo wawrzyniec
layla leila leyla laila lailah
leah lea leia
leon leo lev
leonard leo len lenny
leo
leslie lesley les
lewis louis luis lou ludwik louie lewie
liam
lilian lillian lily lilly
lily lilly lillie lili
linda lynda lindy
lindsay lindsey lyndsay lyndsey linsey
lola
louisa louise lou lulu luisa
lucas lukas luca luka lukasz
lucy lucie lucia lucinda lucja luce
luke luka
lydia lidia
mackenzie kenzie mckenzie
madeline madeleine madelyn maddie maddy magdalena magda
mahmood mahmud mahmoud mehmood
maisie margaret mazie maisy
malik maalik
marcus mark marc marek marcin markus marko marco
margaret maggie meg peggy megan margot greta rita malgorzata gosia margarita daisy madge
maria mary marie mariya marija moira maura polly mariia marya maryja
mariam maryam miriam miryam marium
marian marianne mary
martha marta
martin marty martyn marcin
martina tina
matilda tilly mattie tilda
matthew matt matty mateusz matei matteo matvii matias mathew matty matthias
maurice moritz maurycy
max maxim maxwell maximilian maksym maksim maks maximus
maya maia maja
megan meg meghan meaghan
melanie mel
melissa mel missy
mia mya miah
michael mike mick mikey micky mickey mikael michal mykhailo mihai mikhail miguel mikail mikaeel miska
michelle shelley michele chelle
mikolaj nicholas nick nicky nico niklas nikolai mykola nicolae nicolas nikolas klaus
mila milla
miles myles
millie milly camilla mildred
mohammed muhammad mohamed mohammad muhammed mohamad muhammod mohamud muhamad muhammet mehmet mohd md mo mahomed mohamet muhamed
molly mollie
monica monika
morgan
mustafa mustapha moustafa
nadia nadya nadiia nadja
naomi noemi
nasir naseer nasser
natalie natalia nataliia nathalie nat natasha natalya talia
natasha tasha nat
nathan nate
nathaniel nathan nate nat nataniel
niamh neve neave
nicole nicola nicky nikki nikola nicolette nikita
nicholas nick nicky nico mikolaj mykola
noah nuh
noor nur nour noora nura
norman norm
olivia liv livvy oliwia livia olive olivija
oliver ollie olly oliwier oli
oscar oskar
osman usman uthman othman usmaan
owen owain eoghan
pamela pam
patricia pat patsy trish tricia patrycja
patrick pat paddy patryk padraig
paul pawel pavlo pavel pablo
paula pauline polina
pavlo paul
penelope penny pen
peter pete petro piotr pyotr pedro pieter petru
philip phillip phil pip filip philippe
philippa pippa pip filipa
phoebe phebe
poppy
rachel rachael rae rahel
rafal raphael rafael raf
rahim raheem
rania raniya
rashid rasheed
rayan rayyan
rebecca becky bex becca rebekah rebeka reba
reginald reggie reg rex
reuben ruben reuven
rhys reece reese rees
riaz riyaz
richard rick ricky dick richie ryszard rich ricardo
robert rob bob bobby robbie bert roberto robin
robin robyn
roderick rod rory
roger rodge
roman
ronald ron ronnie
rosemary rosie rose
rose rosie rosa roza roisin
roxanne roxy
ruby rubie
russell russ
ruth ruthie
ryan rian
saad sad
said saeed sayeed saeid saed
salim saleem
samantha sam sammy sami
samina sameena
samir sameer
samuel sam sammy samuil shmuel
sana sanaa
sarah sara sally sadie zara sarra
scarlett scarlet
sebastian seb bastian sebastien
serhii sergei serhiy sergey sergiusz sergio serge sergiu
shannon
sharon shaz
shazia shaziya
siobhan shivaun
simon szymon semen shimon simeon
sofia sophia sophie sofiia zofia sofya sophy safiya zosia sofija
sophia sofia sophie
stanley stan
stefan stephen steven steve stevie stepan szczepan estefan esteban
stephanie steph stefanie stefania
stephen steven stefan steve stevie
stuart stewart stu
suleiman suleman sulaiman suleyman solomon sulayman sol
summer
susan sue susie suzanne zuzanna susanna suzie susannah zuzana
svitlana svetlana
sydney sidney sid
syed sayed sayyid syeed saiyad
tahir taher
tamara tammy toma
taras
tariq tarek tarik tareq
tatiana tetiana tanya tania tatyana
taylor tayla
tabitha tabby
thea dorothea theodora
theodore theo ted teddy teodor fedir fyodor todor
theresa teresa tess terry tessa
thomas tom tommy tomas tomasz toma
timothy tim timmy tymofii
toby tobias tobi
tracey tracy
tristan tristram
tyler
umar omar omer umer umair
vasyl vasile basil vasily vasili bazyli
veronica ronnie weronika vera
victor viktor wiktor vic
victoria vicky vicki tori wiktoria viktoria viktoriia viktoriya vikki
vincent vince vinny wincenty vincenzo
violet violetta wioletta violeta
vladimir volodymyr wlodzimierz vova vlad
walter wally walt
wendy
wilfred wilf
william will bill billy willie liam wilhelm guillermo vasyl gwilym wills
winifred winnie freda
yahya yahia
yana jana
yaroslav jaroslaw jaroslav
yasin yaseen yassin
yunus younis yunis jonah jonas younus
yvonne ivonne
zachary zach zak zack zac zachariah zakaria zakariya zakariyya zechariah
zahra zahraa zehra zara
zain zayn zane zayne
zaynab zainab zeinab zeynep zaineb
zoe zoey zoya zoi
ada
amber
aria
arlo
bella
caleb
colin
craig
daisy
darren
dawn
dean
derek
donna
duncan
elsie
erin
esme
evan
faith
fiona
gail
glenn
hope
iris
ivy
jade
jay
jude
kai
keith
lara
leanne
lena
lila
lois
logan
lorna
luna
lyra
mabel
marlon
mason
may
mira
miranda
nancy nan
nina
nora
oakley
olga
orla
otis
pearl
quinn
ralph
rita
ross
rowan
roy
sean
shauna
sienna
skye
sonia
sonny
stella
tara
teddy
tina
troy
una
vera
wayne
willow
xavier
zara
`

const lines = NAMES.trim()
  .split('\n')
  .map((line) => line.split(' '))

const placesByWord = new Map<string, readonly number[]>()
for (const [place, words] of lines.entries()) {
  for (const word of words) {
    const places = placesByWord.get(word) ?? []
    if (!places.includes(place)) placesByWord.set(word, [...places, place])
  }
}

const NONE: readonly number[] = []

/** Which names a word in small plain letters is a spelling of, as numbers; none where it is not known. Two words are one name where they share a number. */
export const namesOfWord = (word: string): readonly number[] => placesByWord.get(word) ?? NONE

/** How a name is mostly written, by its number. */
export const mainSpelling = (name: number): string => lines[name]?.[0] ?? ''

const numbersOf = (words: string): ReadonlySet<number> => new Set(words.split(' ').flatMap(namesOfWord))
const inOneOf = (names: ReadonlySet<number>, word: string): boolean => namesOfWord(word).some((name) => names.has(name))

const borne = numbersOf('mohammed syed')
const alsoBorne = new Set(['abdul', 'abd', 'abu', 'al', 'el', 'bibi', 'begum', 'mst', 'mohammad', 'ul', 'ur', 'din', 'uddin'])

/** Whether several children of a family may bear a given name before the one by which each is called, as brothers bear Muhammad. */
export const isSharedByBrothers = (word: string): boolean => inOneOf(borne, word) || alsoBorne.has(word)

const frequentGiven = numbersOf('mohammed ahmed husain aisha fatima')

/** Whether so many children have a given name that it says little about which child this is: more than one in a hundred where there are such families. */
export const isFrequentGivenName = (word: string): boolean => inOneOf(frequentGiven, word) || alsoBorne.has(word) || word === 'ali'

const frequentFamily = new Set(
  `khan hussain hussein ahmed ahmad ali begum bibi patel singh kaur shah iqbal mahmood akhtar malik mohammed muhammad miah uddin islam rahman chowdhury
  smith jones taylor williams brown davies wilson evans johnson thomas nguyen`.split(/\s+/),
)

/** Whether so many families have a family name that it says little. */
export const isFrequentFamilyName = (word: string): boolean => frequentFamily.has(word)
