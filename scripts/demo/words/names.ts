/** Given and family names of one language; `written=latin` where the name is not written in Latin letters. */
export interface NameList {
  readonly given: readonly string[];
  readonly family: readonly string[];
  /** The family name comes first. */
  readonly familyFirst?: true;
}

/** Common names of a number of languages; every pair within a language makes a person. */
export const nameLists: readonly NameList[] = [
  names(
    'Ana Inés Lucía Carmen Elena Mateo Diego Rafael Hugo Nicolás',
    'Álvarez Castro Domínguez Ibáñez Morales Núñez Ortega Quintana Salas Vega',
  ),
  names(
    'Beatriz Catarina Joana Marta Tiago Rui Duarte Simão Leonor Vasco',
    'Almeida Barbosa Carvalho Fonseca Lopes Magalhães Pinto Ramos Simões Teixeira',
  ),
  names(
    'Camille Chloé Éloïse Léa Margaux Baptiste Étienne Jules Rémi Théo',
    'Beaumont Chevalier Delacroix Fournier Girard Lambert Mercier Perrin Rousseau Vidal',
  ),
  names(
    'Chiara Federica Giulia Livia Marta Davide Lorenzo Matteo Nico Tommaso',
    'Bianchi Conti De_Luca Esposito Ferri Galli Marchetti Moretti Rinaldi Serra',
  ),
  names(
    'Frieda Greta Johanna Lena Mira Anton Emil Jonas Lukas Till',
    'Becker Brandt Fischer Graf Köhler Krüger Lindner Schäfer Vogel Weiß',
  ),
  names(
    'Astrid Freja Ingrid Maja Sigrid Aksel Bjørn Eirik Lars Sören',
    'Berg Dahl Eriksen Halvorsen Holm Lindqvist Nygård Östlund Solberg Strand',
  ),
  names(
    'Aino Helmi Kaisa Saara Venla Eero Juhani Mikko Onni Väinö',
    'Aalto Hämäläinen Järvinen Korhonen Laine Mäkelä Niemi Rantanen Salo Virtanen',
  ),
  names(
    'Agnieszka Hanna Kasia Magda Zofia Jakub Marek Paweł Szymon Wojtek',
    'Adamczyk Dąbrowska Górski Jabłoński Kowalczyk Lis Maliński Nowak Sikora Zając',
  ),
  names(
    'Олена=Olena Марія=Mariia Софія=Sofiia Оксана=Oksana Ірина=Iryna Андрій=Andrii Богдан=Bohdan Тарас=Taras Ігор=Ihor Юрій=Yurii',
    'Бондар=Bondar Гончар=Honchar Коваль=Koval Лисенко=Lysenko Мельник=Melnyk Руденко=Rudenko Савчук=Savchuk Ткач=Tkach Шевчук=Shevchuk Яременко=Yaremenko',
  ),
  names(
    'Ελένη=Eleni Μαρία=Maria Κατερίνα=Katerina Δάφνη=Dafni Ζωή=Zoi Νίκος=Nikos Γιώργος=Giorgos Πέτρος=Petros Άρης=Aris Σταύρος=Stavros',
    'Αλεξίου=Alexiou Βλάχος=Vlachos Δήμου=Dimou Ζέρβας=Zervas Καρράς=Karras Λάμπρου=Lambrou Μακρής=Makris Νικολάου=Nikolaou Παππάς=Pappas Σάββα=Savva',
  ),
  names(
    'Aylin Defne Elif Naz Zeynep Can Deniz Emre Kerem Ozan',
    'Aksoy Çelik Demir Ergin Güneş Kaya Öztürk Şahin Toprak Yıldız',
  ),
  names(
    'Amina Dalia Layla Nour Yasmin Bilal Idris Karim Omar Tariq',
    'Amrani Bennani Darwish El_Fassi Haddad Khalil Mansour Nasser Rahmani Saleh',
  ),
  names(
    'Aditi Kavya Meera Nandini Priya Arjun Dev Ishaan Rohan Vikram',
    'Banerjee Chopra Desai Iyer Joshi Kapoor Menon Nair Rao Sharma',
  ),
  names(
    '葵=Aoi 春香=Haruka 美咲=Misaki 桜=Sakura 結衣=Yui 大輔=Daisuke 健太=Kenta 蓮=Ren 翔太=Shota 陽斗=Haruto',
    '青木=Aoki 藤田=Fujita 林=Hayashi 石川=Ishikawa 加藤=Kato 森=Mori 中村=Nakamura 小川=Ogawa 高橋=Takahashi 山本=Yamamoto',
    true,
  ),
  names('Linh Mai Thảo Hương Ngọc An Bảo Khoa Minh Quân', 'Bùi Đặng Đỗ Hoàng Lê Ngô Nguyễn Phạm Trần Vũ', true),
  names(
    'Abena Adjoa Esi Ngozi Wanjiru Chidi Kofi Kwame Otieno Tendai',
    'Achebe Boateng Danso Kamau Mensah Moyo Nkosi Okafor Owusu Wekesa',
  ),
  names(
    'Aoife Bronagh Maeve Niamh Róisín Cillian Eoin Fionn Oisín Tadhg',
    'Brennan Callaghan Doyle Fallon Gallagher Keane Lynch Nolan Quinn Sheridan',
  ),
  names(
    'Alice Clara Hazel Ruth Winnie Arthur Dylan George Miles Theo',
    'Abbott Bennett Clarke Fletcher Hughes Marsh Palmer Reed Thorne Whitaker',
  ),
];

function names(given: string, family: string, familyFirst = false): NameList {
  return { given: given.split(' '), family: family.split(' '), ...(familyFirst ? { familyFirst } : {}) };
}
