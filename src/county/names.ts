import type { Random } from './random.ts'

/*
 * Names of people who do not exist. Forenames and surnames are such as families of an English county have, of several origins; who has
 * which with whom is chance. English surnames are put together of two parts, so that a whole county does not run out of them.
 */

/** Where a family's names come from, and what it may speak at home. */
export interface Origin {
  /** How many in a thousand families. */
  readonly share: number
  /** Languages that may be spoken at home beside, or instead of, English. */
  readonly languages: readonly string[]
  /** How many in a thousand of these families speak one of them at home. */
  readonly speakIt: number
  readonly girls: readonly string[]
  readonly boys: readonly string[]
  readonly women: readonly string[]
  readonly men: readonly string[]
  readonly surnames: readonly string[]
}

const words = (text: string): readonly string[] => text.trim().split(/\s+/)

const beginnings = words(
  'Acker Alder Ash Bar Beck Birk Bram Brier Carr Clough Cross Dew Dun Elm Farn Fel Garth Gil Hard Hasle Hey Holl Kirk Lang Lin Mar Nor Oak Pen Raw Rish Sal Scar Shaw Stan Thorn Tow Under Wad Whit Win Wool Yar',
)
const endings = words(
  'bank berry bourne bridge burn by croft field gate ham hurst ley low man more ridge side son stall tree well wick worth',
)

const english: Origin = {
  share: 780,
  languages: [],
  speakIt: 0,
  girls: words(
    `Abigail Ada Alice Amber Annie Ava Beatrix Bethany Callie Carys Charlotte Chloe Clara Daisy Darcey Edie Effie Eleanor Eliza Ella Elsie
    Emily Erin Esme Evelyn Faye Florence Freya Georgia Grace Hallie Hannah Harriet Heidi Holly Imogen Iris Isla Ivy Jessica Kitty Lacey
    Layla Lila Lottie Lucy Mabel Maisie Martha Matilda Maya Megan Millie Molly Nancy Nell Niamh Olive Olivia Orla Penny Phoebe Poppy
    Primrose Robyn Rosa Ruby Sadie Scarlett Sienna Skye Sophie Summer Tabitha Thea Tilly Violet Willow Winnie Zara`,
  ),
  boys: words(
    `Adam Albie Alfie Archie Arlo Arthur Barnaby Benjamin Bobby Callum Caleb Charlie Connor Cormac Dexter Dylan Edward Elijah Elliot Ellis
    Ethan Euan Felix Finley Francis Freddie Gabriel George Harley Harrison Harry Henry Hugo Ibrahim Isaac Jack Jacob James Jasper Jenson
    Joseph Joshua Jude Kai Kian Laurie Leo Lewis Liam Logan Louie Lucas Luke Max Michael Milo Nathan Noah Oakley Oliver Oscar Otis Owen
    Patrick Ralph Reggie Reuben Riley Robert Ronnie Rory Samuel Sebastian Sonny Stanley Teddy Theo Thomas Toby Tyler Wilfred Zachary`,
  ),
  women: words(
    `Alison Amanda Andrea Becky Carol Catherine Cheryl Claire Dawn Debbie Donna Emma Gemma Gillian Hayley Heather Helen Jane Jenna Jodie
    Joanne Karen Katie Kelly Kirsty Laura Leanne Lindsey Lisa Lorraine Louise Lyndsay Mandy Michelle Natalie Nicola Pamela Rachel Rebecca
    Sally Samantha Sarah Shelley Stacey Stephanie Susan Tanya Tracey Vicky Wendy`,
  ),
  men: words(
    `Aaron Alan Andrew Anthony Barry Ben Brian Carl Chris Colin Craig Daniel Darren David Dean Derek Gareth Gary Gavin Glen Graham Ian Jason
    John Jonathan Karl Keith Kevin Lee Mark Martin Matthew Neil Nigel Paul Peter Philip Richard Robin Ross Ryan Scott Sean Simon Stephen
    Stuart Tim Tony Wayne`,
  ),
  surnames: beginnings.flatMap((beginning) => endings.map((ending) => beginning + ending)),
}

const others: readonly Origin[] = [
  {
    share: 95,
    languages: ['Urdu', 'Punjabi', 'Bengali', 'Pashto'],
    speakIt: 550,
    girls: words(
      'Aisha Aleena Amara Anaya Areeba Ayesha Eshal Fatima Hafsa Hania Iqra Khadija Laiba Maham Maryam Minahil Rabia Safa Sana Zainab',
    ),
    boys: words(
      'Abdullah Adeel Ahmed Ayaan Bilal Danyal Faizan Hamza Haris Hassan Idris Imran Junaid Moiz Musa Rayyan Saad Shayan Usman Yusuf Zayd',
    ),
    women: words('Asma Bushra Farah Ghazala Humaira Nadia Nasreen Razia Rukhsana Saima Shabana Shazia Sumaira Tahira Uzma Yasmin'),
    men: words('Abid Aftab Arshad Asif Farooq Iftikhar Javed Kamran Khalid Nadeem Nasir Rashid Sajid Shahid Tariq Waseem Zahid'),
    surnames: words(
      'Ahmadzai Akhtar Anwari Asghar Aziz Baig Bashir Chaudry Dar Farooqi Hafeez Hashmi Iqbal Jamal Kamal Latif Mahmud Malik Mirza Nawaz Parvez Qadir Qureshi Rafiq Raza Saleem Shabbir Siddique Sultan Yaqub Zaman',
    ),
  },
  {
    share: 25,
    languages: ['Gujarati', 'Hindi', 'Malayalam', 'Tamil'],
    speakIt: 500,
    girls: words('Aanya Anjali Diya Isha Kavya Meera Nisha Priya Riya Saanvi Tanvi Veda'),
    boys: words('Aarav Arjun Dev Ishaan Kiran Krish Neel Nikhil Rohan Samir Varun Vivaan'),
    women: words('Anita Deepa Geeta Jaya Kalpana Lata Meena Parul Rekha Sunita Usha'),
    men: words('Anil Ashok Bhavesh Dinesh Hitesh Manoj Prakash Rajesh Sanjay Suresh Vijay'),
    surnames: words('Bhatt Chauhan Desai Gohil Joshi Kapoor Mistry Menon Nair Parmar Rana Shukla Solanki Thakkar Trivedi Vyas'),
  },
  {
    share: 38,
    languages: ['Polish', 'Romanian', 'Lithuanian', 'Slovak', 'Hungarian', 'Romani'],
    speakIt: 800,
    girls: words('Alicja Amelia Andreea Daria Elena Gabija Hanna Ioana Julia Kaja Lena Maja Nikola Oliwia Sara Simona Wiktoria Zofia'),
    boys: words('Adrian Alexandru Antoni Dawid Filip Igor Jakub Kacper Lukas Marcel Matei Mikolaj Oskar Radu Stefan Szymon Tomas Wojtek'),
    women: words('Agnieszka Beata Cristina Danuta Ewa Irena Jolanta Katarzyna Magda Mihaela Monika Renata Teresa Violeta'),
    men: words('Andrzej Bogdan Cezary Dariusz Florin Grzegorz Ionut Janusz Marek Mihai Pawel Piotr Rafal Vasile'),
    surnames: words(
      'Adamczak Balint Brzoza Ciobanu Dobrowski Dragan Gajda Horvat Iliescu Jurek Kalina Kubacki Lazar Lisowski Mazurek Moldovan Olszak Petrauskas Popa Rusu Sikora Stanek Toma Urban Varga Wilczek Zielonka',
    ),
  },
  {
    share: 22,
    languages: ['Arabic', 'Kurdish', 'Farsi', 'Turkish', 'Dari'],
    speakIt: 850,
    girls: words('Amal Dalia Farida Jana Lamar Lina Nour Parwana Rima Roza Salma Shirin Tala Yara Zeynep'),
    boys: words('Aram Baran Emre Farhad Hadi Jawad Karim Milad Omid Rami Sami Shwan Tarek Yusef Zana'),
    women: words('Amina Dilan Fadia Hala Leila Maha Nasrin Rana Samira Soraya Zahra'),
    men: words('Adnan Bashar Fuad Hoshyar Ismail Kawa Mahmoud Nabil Rebwar Samer Yasin'),
    surnames: words(
      'Abbasi Aziri Barzan Darwish Demir Fares Ghanem Haddad Hakimi Jaziri Kaya Khalaf Mansur Nazari Omari Rostami Sabbagh Salih Tahiri Yildiz Zandi',
    ),
  },
  {
    share: 20,
    languages: ['Yoruba', 'Igbo', 'Shona', 'French', 'Somali', 'Tigrinya', 'Twi'],
    speakIt: 450,
    girls: words('Adaeze Ayo Chipo Ebele Efua Hodan Ife Makena Nala Ngozi Rumbi Selam Tendai Thandi Zuri'),
    boys: words('Abdi Chidi Dayo Emeka Farai Femi Kofi Kwame Liban Obinna Samson Simba Tafari Tobi Yonas'),
    women: words('Abeba Bukola Chiamaka Fadumo Grace Joy Memory Mercy Nyasha Patience Rutendo Yetunde'),
    men: words('Ade Baako Blessing Chinedu Gabriel Innocent Kelechi Mohamud Segun Tawanda Tesfay'),
    surnames: words(
      'Abara Adeleke Afolabi Asante Boateng Chirwa Danso Dlamini Ekwueme Farah Gebre Ibekwe Kamara Mensah Moyo Ncube Nwosu Okafor Oyelaran Sesay Tekle Warsame Zulu',
    ),
  },
  {
    share: 12,
    languages: ['Cantonese', 'Mandarin', 'Vietnamese', 'Tagalog'],
    speakIt: 700,
    girls: words('Althea Chi-Wai Hoi-Ying Jia Linh Mei Ming Mai Sze-Nga Thuy Xin Yan'),
    boys: words('An Chun Hao Hei Jun Kin Lok Minh Tin Wai Yat Zhen'),
    women: words('Bao Ching Hong Lan Liling Maricel Phuong Siu Wing Yuk'),
    men: words('Chi Duc Fai Gang Jomar Keung Long Shing Tuan Wei'),
    surnames: words('Au Cheung Chow Dang Fong Ho Kwok Lai Leung Lim Mak Ng Pham Reyes Santos Tsang Vu Yip Yuen Zhao'),
  },
  {
    share: 8,
    languages: ['Ukrainian', 'Russian'],
    speakIt: 950,
    girls: words('Alina Anastasiia Bohdana Daryna Kateryna Milana Oksana Sofiia Yeva Zlata'),
    boys: words('Andrii Artem Bohdan Danylo Maksym Mykyta Nazar Ostap Roman Timur'),
    women: words('Halyna Iryna Larysa Nataliia Olena Svitlana Tetiana Yuliia'),
    men: words('Dmytro Ihor Oleh Petro Ruslan Serhii Taras Vasyl'),
    surnames: words('Bilyk Bondar Danylchuk Hnatiuk Kolisnyk Koval Lysenko Marchuk Onyshko Pavliuk Romaniuk Savchuk Tkach Vasylenko'),
  },
]

export const origins: readonly Origin[] = [english, ...others]

const byShare = origins.map((origin) => [origin.share, origin] as const)

export const originOfFamily = (random: Random): Origin => random.weighted(byShare)

/** A name for somebody who works in the county. */
export function nameOfWorker(random: Random): string {
  const origin = random.permille(820) ? english : random.pick(others)
  return `${random.pick(random.below(3) > 0 ? origin.women : origin.men)} ${random.pick(origin.surnames)}`
}
