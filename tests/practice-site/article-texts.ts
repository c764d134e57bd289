/** One text to read; `body` is HTML. */
export interface Article {
  readonly title: string;
  readonly lead: string;
  readonly body: string;
}

export type ArticleLanguage = "en" | "ja" | "ar" | "ru";

/** About 600 words in English, and a short variant for each of three other scripts. */
export const ARTICLES: Readonly<Record<ArticleLanguage, Article>> = {
  en: {
    title: "In the margin: a short history of notes beside the text",
    lead: "For as long as people have read, they have written back. The margin is where they did it.",
    body: `<p>A margin looks like waste. It is the part of the page that a printer pays for and a reader does not read. Yet
for more than two thousand years, some of the most interesting things on a page have stood in it, in another hand, in
a smaller script, at an angle: a correction, a doubt, a joke, a little drawing of a pointing finger.</p>
<h2>Signs before words</h2>
<p>The scholars of the library at Alexandria began with signs. In the third and second centuries BC they worked
through the many differing copies of Homer, and where they distrusted a line they did not delete it. They put a short
stroke beside it, the <em>obelos</em>, and left the line to the judgement of whoever came next. Other signs followed:
one for a verse that was repeated, one for a verse that was remarkable. The explanations filled books of their own,
until scribes moved them where they were needed. In the great tenth-century manuscript of the <cite>Iliad</cite> that
is now in Venice, notes crowd around the poem on three sides, some of them older by a thousand years than the page.</p>
<h2>The page as a conversation</h2>
<p>The Middle Ages made an architecture of this. In the twelfth century, teachers in northern France gathered what the
Church Fathers had said about each verse of the Bible and arranged it around and between the lines; the <em>Glossa
Ordinaria</em> became the way in which Scripture was read. The printed Talmud went further still. Since Daniel
Bomberg's edition, printed in Venice around 1520, a block of ancient text has stood in the middle of the page with the
commentary of Rashi on one side and that of his successors on the other. To open it is to walk into a room where
people have been arguing for centuries, and to be offered a chair.</p>
<p>Ordinary readers were less orderly. They drew pointing hands, called <em>manicules</em>, beside what they wanted to
find again; some drew a single line for a cuff, others gave each hand a sleeve with buttons. They noted the price of
grain. They complained about the cold.</p>
<h2>Too narrow to contain</h2>
<p>The most famous note of all is about the lack of room for it. Around 1637, reading a new edition of Diophantus,
Pierre de Fermat wrote beside one problem that he had found a truly marvellous proof of a general theorem,</p>
<blockquote><p>which this margin is too narrow to contain.</p></blockquote>
<p>His son printed the note with the book in 1670, after Fermat had died. Mathematicians looked for the proof for more
than three hundred years. The one that Andrew Wiles published in 1995 takes over a hundred pages.</p>
<p>By then the habit had a name. Samuel Taylor Coleridge, whose friends lent him books in the hope that he would spoil
them, brought the word <em>marginalia</em> into English in 1819. Edgar Allan Poe liked his margins wide, he said, for
the sake of pencilling in what the text suggested. Charles Darwin argued with his books in pencil and kept lists of
the pages at the back.</p>
<h2>Margins without paper</h2>
<p>When Vannevar Bush imagined a desk that held a whole library, in 1945, he gave its owner a way to add notes in the
margin. Early makers of web browsers wanted the same: a draft of Mosaic let groups annotate the pages they read. It did
not last, and the web grew up as a place to read in one window and to talk in another. A common format for annotations
became a web standard in 2017, but most pages still have no edge to write on.</p>
<p>What the old margins offered was not storage. It was nearness. The question stood beside the sentence that raised
it, and the answer beside the question. A reader who looked up from the line had not far to go, and found the way
back.</p>`,
  },
  ja: {
    title: "余白に書く——傍注の小さな歴史",
    lead: "人は読むことを始めて以来、いつも書き返してきた。その場所が余白である。",
    body: `<p>余白は無駄に見える。しかし二千年以上にわたり、ページの上でもっとも面白いものの多くは、別の人の手で、小さな文字で、余白に書かれてきた。訂正、疑問、冗談、そして指さす手の小さな絵。</p>
<h2>言葉より先に記号があった</h2>
<p>アレクサンドリア図書館の学者たちは、疑わしい行を削らず、その脇に短い線を引いた。判断は次の読者に委ねられた。やがて説明の文が添えられ、中世の写本では詩の三方を注釈が取り囲むようになった。</p>
<h2>余白が狭すぎる</h2>
<p>もっとも有名な書き込みは、場所の不足についてのものだ。一六三七年ごろ、フェルマーは「驚くべき証明を見つけたが、この余白はそれを書くには狭すぎる」と記した。その証明は三百年以上探し求められた。</p>
<p>古い余白が与えたのは、近さであった。問いは、それを生んだ文のそばにあった。</p>`,
  },
  ar: {
    title: "على الهامش: تاريخ موجز للحواشي",
    lead: "منذ أن بدأ الناس يقرؤون وهم يكتبون ردودهم، وكان الهامش مكان ذلك.",
    body: `<p>يبدو الهامش مساحة ضائعة، لكنه ظل أكثر من ألفي عام موضعا لأمتع ما في الصفحة: تصحيح، أو شك، أو طرفة، أو رسم صغير ليد تشير إلى السطر.</p>
<h2>العلامات قبل الكلمات</h2>
<p>لم يكن علماء مكتبة الإسكندرية يحذفون البيت الذي يشكون فيه، بل كانوا يضعون بجانبه خطا قصيرا ويتركون الحكم لمن يأتي بعدهم. ثم جاءت الشروح فأحاطت بالنص من جوانبه الثلاثة.</p>
<h2>هامش ضيق</h2>
<p>أشهر حاشية في التاريخ تشكو من ضيق المكان. كتب بيير دو فيرما نحو عام 1637 أنه وجد برهانا عجيبا، «لكن هذا الهامش أضيق من أن يتسع له». وظل علماء الرياضيات يبحثون عن البرهان أكثر من ثلاثمئة عام.</p>
<p>لم تكن الهوامش القديمة مخزنا، بل كانت قربا: السؤال بجانب الجملة التي أثارته، والجواب بجانب السؤال.</p>`,
  },
  ru: {
    title: "На полях: краткая история заметок рядом с текстом",
    lead: "Сколько люди читают, столько они пишут в ответ. Место для этого — поля страницы.",
    body: `<p>Поля кажутся напрасной тратой бумаги. Но больше двух тысяч лет самое интересное на странице часто стояло именно там — другой рукой и мелким почерком: поправка, сомнение, шутка, рисунок указующей руки.</p>
<h2>Сначала были знаки</h2>
<p>Учёные Александрийской библиотеки не вычёркивали строку, которой не доверяли. Они ставили рядом короткую черту и оставляли решение тому, кто придёт после них. Потом появились пояснения, и в средневековых рукописях они окружили текст с трёх сторон.</p>
<h2>Слишком узкие поля</h2>
<p>Самая знаменитая заметка жалуется на нехватку места. Около 1637 года Пьер де Ферма написал, что нашёл поистине чудесное доказательство, «но поля здесь слишком узки, чтобы вместить его». Это доказательство искали больше трёхсот лет.</p>
<p>Старые поля давали не хранилище, а близость: вопрос стоял рядом с фразой, которая его вызвала, а ответ — рядом с вопросом.</p>`,
  },
};
