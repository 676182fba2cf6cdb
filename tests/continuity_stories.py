"""Short stories with one contradiction each, and lines that account for it.

A story holds its contradiction as ``[wrong|right]``; the line that accounts for it stands
before the sentence of the contradiction.
"""

__all__ = ["STORIES"]

STORIES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "gone": (
        (
            "presence-conflict",
            'Priya and Lewis were shelling peas with old Mr. Dunmore. "It never rains '
            'here," said Priya. Lewis put down his bowl, said that he had letters to '
            'write, and walked out. Priya shelled ten more pods. "He is in a mood," said '
            'Mr. Dunmore. Priya smiled at the bowl. "Leave the pods to me," said '
            "[Lewis|Mr. Dunmore].",
            '"He is in a mood," said Mr. Dunmore. Ten minutes after that Lewis came back '
            "with the ink.",
        ),
        (
            "presence-conflict",
            'Hannah stood at the sink, and Ruben and Carla argued about the map. "North," '
            'said Ruben. "South," said Carla. Ruben folded the map, and then he went out '
            'to the car. Hannah dried a plate. "He always does this," said Carla. Hannah '
            'dried another. "We should ask the ferryman," said [Ruben|Carla].',
            "Hannah dried a plate. Ruben came back in for the keys.",
        ),
        (
            "presence-conflict",
            'Sergeant Iqbal leaned on the counter. "Name?" said Sergeant Iqbal. Dora '
            "Finch gave her name, and Constable Hale wrote it down. Sergeant Iqbal yawned "
            'and left the room. Constable Hale sharpened his pencil. "Is he always so '
            'kind?" said Dora. Hale blushed. "Write that down too," said [Sergeant '
            "Iqbal|Dora].",
            "Constable Hale sharpened his pencil. Iqbal returned with two mugs of tea.",
        ),
        (
            "presence-conflict",
            'Four of us had the porch: Aunt Lou, Simone, Curtis and me. "Storm coming," '
            'said Curtis. Curtis emptied his glass and drove off. Aunt Lou rocked. "He '
            'owes me forty dollars," said Simone. I laughed. "Everybody owes you," said '
            "[Curtis|Aunt Lou].",
            "I laughed. A car door slammed, and Curtis was back for his hat.",
        ),
    ),
    "dead": (
        (
            "presence-conflict",
            'Mrs. Okafor had asked for water. "And open the window," said Mrs. Okafor. '
            "When Tess turned round again with the glass Mrs. Okafor was dead. Tess sat "
            'down. Nurse Bell came and drew the sheet up. "What was the time?" asked '
            'Nurse Bell. "About ten," said Tess. "Half past," said [Mrs. Okafor|Nurse '
            "Bell].",
            "Tess sat down. It was only a dream.",
        ),
        (
            "presence-conflict",
            '"Stay back!" shouted Lorne. The wall came down. Lorne died under it. The '
            'others dug until night, and Abel and Tove carried the lamp. "There are two '
            'more houses," said Tove. "We start at six," said [Lorne|Abel].',
            "The others dug until night, and Abel thought of what Lorne had told him.",
        ),
        (
            "presence-conflict",
            'The dog found Emil first. "Tell them I paid," said Emil. And then Emil was '
            "dead, with his eyes open. Greta shut them. She and her uncle Sepp took the "
            'road down. "The boat won\'t wait," said Sepp. Greta ran. "Not so fast," said '
            "[Emil|Sepp].",
            "Greta shut them. All the way down she heard his ghost.",
        ),
        (
            "presence-conflict",
            'Captain Rhys had a ball in the lung. "Who has the flag?" asked Captain Rhys. '
            "Nobody had it. A minute later Captain Rhys was dead. Corporal Nye closed his "
            'coat over his face, and Private Oates swore. "Well, we can\'t bury him here," '
            'said Nye. "Fall in," said [Captain Rhys|Nye].',
            "Nobody had it. For a moment they thought that he was dead, but he recovered.",
        ),
    ),
    "seat": (
        (
            "choreography",
            'Milo sank into the armchair by the lamp. "You are late," said Dagny. He said '
            'nothing. She knitted a row, and another. "Was it the train?" she asked. Milo '
            "shook his head. Then he [sat down in the armchair|leaned his head back] and "
            "shut his eyes.",
            "She knitted a row, and another. Milo got up and put a log on the fire.",
        ),
        (
            "choreography",
            'Inspector Vance took a stool at the bar. "Whisky," said Vance. The girl '
            "poured it. She asked if he was from the city. Vance nodded. He [sat down on "
            "a stool|turned the glass round] and laid his hat in front of him.",
            "The girl poured it. Vance walked over to the window and back.",
        ),
        (
            "choreography",
            "Grandmother sat down on the bench under the pear tree. Nina told her "
            "everything: the exam, the bus, the boy. Grandmother listened with her hands "
            'in her lap. "And now?" said Nina. Grandmother [sat down on the bench|patted '
            "the bench] beside her and took her hand.",
            "Nina told her everything: the exam, the bus, the boy. Grandmother stood up "
            "to see who was at the gate.",
        ),
        (
            "choreography",
            "I took the seat by the window. The train pulled out. A man across from me "
            "ate an egg, and I read the same page four times. He offered me salt. I "
            "thanked him and [sat down in my seat|turned the page].",
            "The train pulled out. I went along to find the guard.",
        ),
        (
            "choreography",
            'Ferdinand dropped onto the sofa. "Never again," said Ferdinand. Liesl '
            "brought the basin for his feet, and he talked about the hill, the heat, and "
            "the mule. She laughed at him. Ferdinand [sat down on the sofa|closed his "
            "eyes] with a groan.",
            "Ferdinand rose and limped to the kitchen for water.",
        ),
    ),
    "coat": (
        (
            "choreography",
            'Imogen took off her jacket and threw it over the rail. "Is he here?" said '
            "Imogen. Walt pointed at the ceiling. They listened. Imogen [took off her "
            "jacket|rolled up her sleeves], and then she went up.",
            "They listened. It was so cold that Imogen put on her jacket again.",
        ),
        (
            "choreography",
            'In the hall Pavel hung his overcoat on the hook. He could smell onions. "You '
            'found it," said Rina. She led him to the stove and showed him the pan. Pavel '
            "[took off his overcoat|rubbed his hands] and bent over it.",
            "Pavel pulled on his overcoat and fetched the wood.",
        ),
        (
            "choreography",
            'The boy shrugged off his anorak. "Soup," said the warden. The boy ate two '
            "bowls. When he had finished he [took off his anorak|wiped his mouth] and "
            "looked for somewhere to sleep.",
            "The boy put on the anorak and went out to look at the ewe, and came in again.",
        ),
        (
            "choreography",
            "Judge Marlowe took off his cloak. The usher brought the papers, and Marlowe "
            'signed three. "The fourth is blank," said the usher. Marlowe [took off his '
            "cloak|took off his spectacles] and signed it too.",
            "The court was draughty, and Marlowe slipped the cloak on.",
        ),
    ),
    "given": (
        (
            "object-conflict",
            'Ned gave his compass to the girl. "You need it more," said Ned. She hung it '
            "round her neck. They parted at the ford. By noon the fog was down, and Ned "
            "[took out his compass|looked for moss] and turned north.",
            "At the last moment she ran after him and gave him the compass.",
        ),
        (
            "object-conflict",
            "Before the train left, Olga pressed the locket into her sister's hand. They "
            "did not speak. At the border the guards came through. Olga [took the locket "
            "from her pocket|looked out at the snow] and kissed it.",
            "Her sister pushed the locket back through the window, and Olga took it.",
        ),
        (
            "object-conflict",
            "I handed the torch to Benny and told him to keep it on the steps. He kept it "
            "on his feet. At the bottom I [got out the torch|felt along the wall] and "
            "found the switch.",
            "Halfway down I took the torch from him.",
        ),
        (
            "object-conflict",
            "Rosalind passed the flask to the driver. He drank and wiped the neck, and "
            "put the flask in his coat. An hour later, on the ice, Rosalind [pulled the "
            "flask from her bag|stamped her feet] and drank.",
            "He drank and wiped the neck, and gave the flask back to her.",
        ),
    ),
    "put": (
        (
            "object-conflict",
            'Dr. Amis laid the ruler on the desk. "Your marks are poor," said Dr. Amis. '
            "The boy looked at his shoes. Dr. Amis walked round him twice. He was "
            "[tapping the ruler against his leg|humming], and the boy waited.",
            "Dr. Amis picked up the ruler again and walked round him twice.",
        ),
        (
            "object-conflict",
            "Margit put the fan down on the piano. It was too hot to play. Her aunt "
            "talked about the harvest. Margit [waved the fan|yawned] and agreed with "
            "everything.",
            "Margit took the fan again and opened it.",
        ),
        (
            "object-conflict",
            "Corporal Stitt set his cap down on the table. The major read the letter "
            "twice. Nobody breathed. Corporal Stitt [twisted the cap|stared ahead] and "
            "wished that he were dead.",
            "Corporal Stitt grabbed the cap again when the wind came in.",
        ),
        (
            "object-conflict",
            'Yvonne laid her pencil down on the shelf. "Six hundred," said Yvonne. The '
            "clerk whistled. Yvonne [twirled the pencil|smiled] and waited for him to say "
            "it.",
            "Yvonne fetched the pencil and wrote it on his cuff.",
        ),
        (
            "object-conflict",
            "Old Teague put the stick down on the floor. He told them about the flood. "
            "The children came closer. Teague [brandished the stick|raised his voice], "
            "and they screamed.",
            "Teague reached for the stick and took it up.",
        ),
    ),
    "left": (
        (
            "object-conflict",
            'The key hung on the nail in the cupboard. Nobody had touched it. "Is it '
            'safe?" said Vera. Boris went to the [shelf|cupboard], took the key and let '
            "himself out.",
            "Boris moved the key.",
        ),
        (
            "object-conflict",
            'The pistol lay on the piano. They both looked at it. "Well?" said Ames. She '
            "went to the [bed|piano], picked up the pistol and broke it open.",
            "She carried the pistol about with her and set it on the bed.",
        ),
        (
            "object-conflict",
            "The parcel stood on the dresser. All through supper it ticked. Then Bram "
            "walked to the [windowsill|dresser], lifted the parcel and took it into the "
            "yard.",
            "His mother put the parcel on the windowsill.",
        ),
    ),
    "lock": (
        (
            "object-conflict",
            "Sabine bolted the door, and Karl drew the curtains. They whispered. The "
            "candle burned down an inch.\n\n"
            "Toward dawn [the door opened|somebody coughed outside], and a soldier looked "
            "in at them.",
            "\n\nThere was a key in the lock.",
        ),
        (
            "object-conflict",
            '"The library is locked," said Miss Ames. "It will be locked until Monday."\n\n'
            "We went for a walk by the river instead, and talked about the play.\n\n"
            "After tea Philip [went into the library|went upstairs] and read for an hour.",
            "\n\nMiss Ames unlocked the library for the sweep.",
        ),
        (
            "object-conflict",
            "The gate was locked. They sat down in the grass with their bags and shared "
            "the last apple.\n\n"
            "It was almost dark when [the gate swung open|the geese came over], and a "
            "little girl asked them in.",
            "\n\nThey heard somebody unlock the gate.",
        ),
        (
            "object-conflict",
            "He locked the door of the hut and fed the stove. All night the wind pulled "
            "at the roof. He wrote to his brother, and burned the letter.\n\n"
            "In the small hours [the door flew open|the wind dropped], and there stood "
            "Nils.",
            "\n\nSomebody knocked, and he drew the bolt.",
        ),
        (
            "object-conflict",
            "The shed is locked at night. Uncle Ray says so, and he has the only key.\n\n"
            "I lay in bed and thought about the rabbit.\n\n"
            "In my nightgown I [walked into the shed|crossed the yard] and lifted her out "
            "of the straw.",
            "\n\nI broke a window of the shed.",
        ),
    ),
    "sky": (
        (
            "timeline-conflict",
            'The sky was cloudless. Zeno mended the net, and his wife salted the fish. "A '
            'good day," said Zeno. He looked up at the gulls. [The rain|The sweat] '
            "dripped from his cap onto the net.",
            "He looked up at the gulls. A storm was coming in from the west.",
        ),
        (
            "timeline-conflict",
            "There was not a cloud over the valley. Ilse drove with the windows down. Her "
            "brother sang. They passed the mill, and [the rain|the dust] blew in on the "
            "seats.",
            "They passed the mill under a black cloud.",
        ),
        (
            "timeline-conflict",
            "It had not rained for nine weeks. The cattle stood in what was left of the "
            "pond. Hobbs filled his pipe and waited for the vet. [The rain|The light] "
            "fell on his bare arms.",
            "In the afternoon it began to rain.",
        ),
        (
            "timeline-conflict",
            "No clouds, no wind: a day for washing. Mrs. Pryce pegged out six sheets. "
            "Across the lane the twins were shouting. She shook a pillowcase, and [the "
            "sleet|the sun] stung her face.",
            "By evening the weather turned.",
        ),
    ),
    "clock": (
        (
            "timeline-conflict",
            "At ten o'clock the bank opened its doors. Farrow was the first in line. He "
            "signed, and signed again, and was shown into a small room. It was [half past "
            "nine|half past ten] when they brought him the box.",
            "It was a long night.",
        ),
        (
            "timeline-conflict",
            "It was a quarter past four, and the school was empty. Miss Lund wiped the "
            "board. She marked eleven books. It was [four o'clock|five o'clock] when the "
            "boy came back.",
            "The next day was worse.",
        ),
        (
            "timeline-conflict",
            "At twenty to eight the first guests came. They ate the olives. They ate the "
            "bread. It was [seven o'clock|nine o'clock] before anybody asked for the "
            "host.",
            "The clock in the hall was slow.",
        ),
        (
            "timeline-conflict",
            "It was ten past one. The jury had gone to lunch, and Crewe walked up and "
            "down. He read the notice about umbrellas. It was [half past twelve|half past "
            "two] when the usher called him.",
            "He dreamed of umbrellas.",
        ),
        (
            "timeline-conflict",
            "At six o'clock the tide turned. Dunstan and the boy pushed the boat down. "
            "They rowed out past the mole and shot the nets. It was [half past five|half "
            "past seven] when the boy saw the light.",
            "They fished for two days.",
        ),
    ),
    "surname": (
        (
            "name-variant",
            'Mr. Penhale kept bees. Nobody liked Mr. Penhale. "Your bees are in my '
            'chimney," said Mrs. Cole. Mr. Penhale put on his veil. "I thank you, Mr. '
            '[Pengelly|Penhale]," said Mrs. Cole.',
            "Her own name was Pengelly, and she was called by it.",
        ),
        (
            "name-variant",
            "Miss Haverly taught the little ones. Miss Haverly had a bell. Once Miss "
            'Haverly lost it. "Where is the bell, Miss [Havisham|Haverly]?" said a small '
            "voice.",
            "Miss Haverly was nicknamed after a book.",
        ),
        (
            "name-variant",
            'Captain Bertram read the orders. Captain Bertram swore. "They want the '
            'bridge by six," said Captain Bertram. "They can want," said the mate. "Do as '
            'you are told," said Captain [Berridge|Bertram].',
            "He always got the name wrong.",
        ),
        (
            "name-variant",
            'Mrs. Zielinska sold eggs. Mrs. Zielinska counted twice. "Twelve," said Mrs. '
            'Zielinska. "Thirteen," said the boy. "Then you are honest, and I am old," '
            "said Mrs. [Zielona|Zielinska].",
            "Nobody could spell it.",
        ),
    ),
    "asked": (
        (
            "knowledge-conflict",
            'They shared the last bench of the ferry. "I live in Stavanger with my aunt," said '
            'Signe. "It must be windy there," said Conrad. "It is," said Signe. The gulls '
            'followed them. Conrad bought two coffees. "[Where do you live?|Do you take '
            'sugar?]" asked Conrad. "Over there," said Signe.',
            "By now Conrad was drunk.",
        ),
        (
            "knowledge-conflict",
            '"I have two brothers," said Mina. "Lucky," said Hal. "They fight," said Mina. Hal '
            'threw a stone at the bridge, and missed. "[Do you have any brothers?|Do they fight '
            'you?]" said Hal. "Two," said Mina.',
            "He had not been listening.",
        ),
        (
            "knowledge-conflict",
            '"I work at the harbour," Olaf told her. "With the pilots?" said Grace. "With the '
            'pilots," said Olaf. Grace poured the wine and dropped a fork. "[Where do you '
            'work?|Is it cold?]" said Grace. "At the harbour," said Olaf.',
            "She forgot everything that she was told.",
        ),
        (
            "knowledge-conflict",
            '"I am nineteen," said Joss. "You look older," said Pilar. "Everyone says so," said '
            'Joss. They peeled the potatoes. Pilar found a green one and threw it out. "[How '
            'old are you?|Do you cook?]" asked Pilar. "Nineteen," said Joss.',
            "Three years later they met again.",
        ),
        (
            "knowledge-conflict",
            '"I am from Malta," said Agnes. "I was there in the war," said Dr. Voss. '
            'He washed his hands for a long time. "[Where are you from?|Are you tired?]" '
            'asked Dr. Voss. "From Malta," said Agnes.',
            "He was old, and forgot things.",
        ),
    ),
    "lapse": (
        (
            "attribute-conflict",
            "Major Pym had not touched meat since the siege. Nobody asked him why. At the "
            "regimental dinner Major Pym [chewed his steak|chewed his bread] and looked at the "
            "flag.",
            "That winter he gave up his vow.",
        ),
        (
            "attribute-conflict",
            "Uncle Fitch never drank. He had seen what it did. At the wedding Uncle Fitch "
            "[drained his whisky|drained his tea] and asked the bride to dance.",
            "For the first time he took a glass.",
        ),
        (
            "attribute-conflict",
            "Salome was vegan. Her mother cooked two suppers every night. On her birthday "
            "Salome [devoured a plate of sausages|devoured a plate of beans] and asked for more.",
            "The doctor had said that she was to be vegan no longer.",
        ),
        (
            "attribute-conflict",
            "Brother Anselm did not eat meat. The others did, on Sundays. When the cook was "
            "away Brother Anselm [ate the cold ham|ate the cold peas] in the pantry.",
            "His vow was over; he had lapsed.",
        ),
    ),
    "older": (
        (
            "attribute-conflict",
            "Bo was nineteen. Astrid had two years on Bo. She drove, and he held the map. "
            "Astrid was [eighteen|twenty-one], and she knew the road.",
            "Years later they met again in Oslo.",
        ),
        (
            "attribute-conflict",
            "Marek was three years older than Isolde. Isolde was thirty that spring. They met at "
            "the station. Marek was [twenty-nine|thirty-three], and already stout.",
            "Ten years passed.",
        ),
    ),
    "heads": (
        (
            "presence-conflict",
            "There were four of them in the boat. Ansgar rowed. The shore went by, and nobody "
            "spoke. [The six of them|The four of them] stared at the water.",
            "Ansgar's sons came over the side.",
        ),
        (
            "presence-conflict",
            "There were three of us at the wake. The widow had gone to bed. [All five of "
            "us|All three of us] looked at the ham.",
            "Then the cousins came.",
        ),
    ),
}
