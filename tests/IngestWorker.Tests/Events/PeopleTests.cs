using IngestWorker.Contracts;

namespace IngestWorker.Tests.Events;

/// <summary>Who fights, holds, frees and is hit, where trees and pronouns point at the wrong people.</summary>
public sealed class PeopleTests
{
    private static readonly DateOnly Published = new(2024, 3, 4);

    // Of actor and recipient the country and sectors of the first; empty where there is none.
    [Theory]
    // What is said of people is no part of their name, and they act.
    [InlineData("Gunmen riding motorcycles opened fire on soldiers near Maiduguri.", "opened fire", PloverType.Assault, "UAF", "NGA:MIL")]
    [InlineData("Policemen firing tear gas dispersed hundreds of nurses in Lusaka.", "firing tear gas", PloverType.Assault, "ZMB:COP", "ZMB:MED")]
    [InlineData("Soldiers on Wednesday beat and kicked villagers in Papua province of Indonesia.", "kicked", PloverType.Assault, "IDN:MIL", "IDN:CVL")]
    [InlineData("Taliban fighters overran a district centre in Ghazni, killing 11 policemen, among them the district police chief, and capturing a cache of weapons, the provincial governor said.", "overran", PloverType.Assault, "AFG:REB", "AFG:")]
    // The fighting of others.
    [InlineData("Thousands of villagers crossed into Uganda to escape fighting between Congolese troops and M23 rebels.", "fighting", PloverType.Assault, "COD:MIL", "")]
    [InlineData("Egypt sent blankets to refugees fleeing fighting in Darfur.", "fighting", PloverType.Assault, "", "")]
    // Captives and those who hold them.
    [InlineData("Chadian soldiers, backed by helicopters, abducted Nigerian villagers near the lake on Tuesday, a spokesman said.", "abducted", PloverType.Assault, "TCD:MIL", "NGA:CVL")]
    [InlineData("Ethiopian troops in the northern town of Axum massacred Eritrean refugees over the weekend.", "massacred", PloverType.Assault, "ETH:MIL", "ERI:REF")]
    [InlineData("\"Chadian troops torched Nigerian villages,\" the governor told reporters on Monday.", "torched", PloverType.Assault, "TCD:MIL", "NGA:CVL")]
    [InlineData("The defence minister said on Tuesday Chadian soldiers had massacred Nigerian villagers.", "massacred", PloverType.Assault, "TCD:MIL", "NGA:CVL")]
    [InlineData("Chadian soldiers entered the town late on Monday and ambushed Nigerian villagers, a local official said.", "ambushed", PloverType.Assault, "TCD:MIL", "NGA:CVL")]
    [InlineData("Somali commandos killed all five attackers in Kismayo.", "killed", PloverType.Assault, "SOM:MIL", "SOM:UAF")]
    [InlineData("Togo's government freed two bloggers on Friday.", "freed", PloverType.Retreat, "TGO:GOV", "TGO:JRN")]
    [InlineData("Rights groups condemned Ghana's parliament for passing the law.", "condemned", PloverType.Accuse, "NGO:SOC", "GHA:LEG")]
    [InlineData("Hutu rebels in Burundi shelled the capital, and the army responded with artillery fire.", "artillery fire", PloverType.Assault, "BDI:MIL", "")]
    [InlineData("Israel retaliated with air strikes on Gaza.", "air strikes", PloverType.Assault, "ISR:MIL", "")]
    [InlineData("A car bomb went off in Aleppo on Friday. Rebel commanders blamed the Iranian embassy.", "blamed", PloverType.Accuse, "SYR:REB", "IRN:GOV")]
    [InlineData("Colombian soldiers and police attacked a camp of leftist rebels.", "attacked", PloverType.Assault, "COL:MIL", "COL:REB")]
    [InlineData("Maoist guerrillas released 12 soldiers they abducted in Peru.", "abducted", PloverType.Assault, "PER:REB", "PER:MIL")]
    [InlineData("The rebels beheaded two of the seven loggers they had taken hostage on Basilan.", "taken hostage", PloverType.Assault, "PHL:REB", "PHL:CVL")]
    [InlineData("British troops freed six of their comrades held hostage by a militia in Sierra Leone.", "held hostage", PloverType.Assault, "SLE:PRM", "SLE:CVL")]
    [InlineData("British troops freed six of their comrades held hostage by a militia in Sierra Leone.", "freed", PloverType.Aid, "GBR:MIL", "GBR:CVL")]
    [InlineData("Islamist militants who had been holding four tourists in the desert of Mali freed two of them on Thursday.", "holding", PloverType.Assault, "REB", "MLI:CVL")]
    [InlineData("Pakistan returned an Indian pilot captured during fighting in Kashmir.", "captured", PloverType.Assault, "", "IND:MIL")]
    [InlineData("The bishops appealed for the release of a Spanish priest seized by rebels in Angola.", "seized", PloverType.Assault, "AGO:REB", "ESP:REL")]
    [InlineData("Two journalists kidnapped by bandits in Kenya were freed on Thursday.", "freed", PloverType.Retreat, "KEN:CRM", "JRN")]
    // Crowds and those who break them up.
    [InlineData("Police broke up a protest by farmers and detained its leaders in Dakar.", "broke up", PloverType.Assault, "SEN:COP", "SEN:AGR")]
    [InlineData("Police broke up a protest by farmers and detained its leaders in Dakar.", "detained", PloverType.Coerce, "SEN:COP", "SEN:CVL")]
    [InlineData("Police arrested 20 supporters of a jailed politician who had gathered outside the court in Minsk.", "gathered outside", PloverType.Protest, "BLR:PTY", "BLR:JUD")]
    [InlineData("Police used batons to break up a march by lawyers protesting against the arrest of two colleagues in Harare.", "march", PloverType.Protest, "SOC", "")]
    [InlineData("Thousands marched through La Paz on Monday demanding that President Luis Arce resign.", "marched", PloverType.Protest, "BOL:CVL", "BOL:GOV")]
    [InlineData("Workers hurled stones at police in Dhaka, who responded with batons, injuring about 50 people.", "injuring", PloverType.Assault, "BGD:COP", "BGD:CVL")]
    [InlineData("Youths hurled rocks at Israeli soldiers in Hebron, who fired back, injuring 12 of them.", "hurled rocks", PloverType.Assault, "PSE:CVL", "ISR:MIL")]
    // Whose vehicle, whose hideout, who is in it.
    [InlineData("A roadside bomb hit a convoy of Afghan police near Herat.", "hit", PloverType.Assault, "", "AFG:COP")]
    [InlineData("U.N. aid workers evacuated from the town after rebels fired on their vehicles.", "fired on", PloverType.Assault, "REB", "UNO:SOC")]
    [InlineData("Rebels sank two navy patrol boats off the coast of Sri Lanka.", "sank", PloverType.Assault, "LKA:REB", "LKA:MIL")]
    [InlineData("Turkish jets struck suspected Kurdish rebel hideouts in northern Iraq.", "struck", PloverType.Assault, "TUR:MIL", "REB")]
    // What each of two has done.
    [InlineData("A car bomb exploded near a mosque in Baghdad, killing seven people, and gunmen shot dead a judge in Mosul.", "exploded", PloverType.Assault, "", "IRQ:CVL")]
    [InlineData("A car bomb exploded near a mosque in Baghdad, killing seven people, and gunmen shot dead a judge in Mosul.", "shot dead", PloverType.Assault, "UAF", "IRQ:JUD")]
    [InlineData("Insurgents fired mortar bombs at a U.S. base near Ramadi, wounding three Marines, and gunmen in two cars ambushed an Iraqi convoy.", "ambushed", PloverType.Assault, "UAF", "IRQ:MIL")]
    [InlineData("Soldiers beat villagers in Indonesia after separatists killed a policeman there, activists said.", "killed", PloverType.Assault, "IDN:REB", "IDN:COP")]
    [InlineData("A suicide bomber killed himself and 15 people in a restaurant in Jerusalem.", "killed", PloverType.Assault, "UAF", "ISR:CVL")]
    [InlineData("The presidential guard arrested a lawmaker accused of plotting a coup and ransacked his house in Bangui, relatives said.", "arrested", PloverType.Coerce, "CAF:MIL", "CAF:LEG")]
    [InlineData("Four Israelis were stabbed, one of them fatally, by a Palestinian in Tel Aviv.", "stabbed", PloverType.Assault, "PSE:CVL", "ISR:CVL")]
    [InlineData("The army killed 63 rebels in Chad and captured 41 others.", "captured", PloverType.Assault, "TCD:MIL", "TCD:REB")]
    [InlineData("Mutinous soldiers looted shops in Bangui and fired on the presidential palace.", "fired on", PloverType.Assault, "CAF:MIL", "CAF:GOV")]
    [InlineData("Hutu rebels hacked to death 19 villagers in Burundi.", "hacked to death", PloverType.Assault, "BDI:REB", "BDI:CVL")]
    [InlineData("Ethiopian forces pulled out of the Somali town of Baidoa on Monday.", "pulled out of", PloverType.Retreat, "ETH:MIL", "")]
    [InlineData("Burkina Faso's government expelled the French ambassador and ordered French troops to leave within a month.", "ordered", PloverType.Sanction, "BFA:GOV", "FRA:MIL")]
    [InlineData("Israel demolished the home of a Palestinian gunman who killed three people in Haifa.", "killed", PloverType.Assault, "PSE:UAF", "ISR:CVL")]
    [InlineData("Protesters stormed the army headquarters in Bangkok and occupied the finance ministry.", "occupied", PloverType.Protest, "THA:CVL", "THA:GOV")]
    [InlineData("Kurdish prisoners at four Turkish jails ended a 68-day hunger strike on Sunday after an appeal by a lawyer.", "hunger strike", PloverType.Concede, "TUR:CVL", "")]
    [InlineData("A court in Shanghai jailed a dissident for 13 years, drawing protests from Washington.", "protests", PloverType.Accuse, "USA:GOV", "CHN:JUD")]
    [InlineData("A relief group pulled its staff out of Kismayu after a bomb killed three of its workers.", "killed", PloverType.Assault, "", "LAB")]
    [InlineData("Assassins on a motorcycle gunned down the mayor of the Philippine town of Datu Unsay and two of his aides, police said.", "gunned down", PloverType.Assault, "UAF", "PHL:GOV")]
    [InlineData("Police in Nairobi blocked the road to the palace and fired tear gas at students.", "fired tear gas", PloverType.Assault, "KEN:COP", "KEN:EDU")]
    [InlineData("Opposition leader Raila Odinga led thousands of supporters in a march on State House in Nairobi.", "march", PloverType.Protest, "KEN:OPP", "KEN:GOV")]
    [InlineData("Inmates at a jail in Venezuela held the warden and six guards hostage for 12 hours.", "hostage", PloverType.Assault, "VEN:CVL", "VEN:COP")]
    [InlineData("Canada withdrew its last combat troops from Kandahar on Tuesday.", "withdrew", PloverType.Retreat, "CAN:MIL", "")]
    [InlineData("The Baluchistan Liberation Army, a separatist group, attacked a train near Quetta.", "attacked", PloverType.Assault, "PAK:REB", "PAK:CVL")]
    [InlineData("Troops shot a teenager near Nablus on Saturday.", "shot", PloverType.Assault, "ISR:MIL", "PSE:CVL")]
    [InlineData("Thai soldiers deployed in the streets of Bangkok on Sunday.", "deployed", PloverType.Mobilize, "THA:MIL", "")]
    [InlineData("Riot police fired tear gas at migrants who broke through a fence in Hungary, and detained 29 of them.", "detained", PloverType.Coerce, "HUN:COP", "REF")]
    [InlineData("Gunmen seized the regional parliament in Simferopol.", "seized", PloverType.Assault, "UAF", "UKR:LEG")]
    [InlineData("Ethnic Serbs blocked roads with trucks in Kosovo to protest against the arrest of a former policeman.", "blocked", PloverType.Protest, "XKX:CVL", "")]
    [InlineData("Fighters stormed a hotel in Mogadishu, taking dozens of guests hostage.", "hostage", PloverType.Assault, "REB", "SOM:CVL")]
    [InlineData("Police in Dhaka shot dead the mastermind of an attack on a restaurant.", "shot dead", PloverType.Assault, "BGD:COP", "BGD:CRM")]
    [InlineData("A mob of Hindu hardliners torched a church in the Indian state of Orissa.", "torched", PloverType.Assault, "IND:CVL", "IND:REL")]
    [InlineData("Norway is sending tents to refugees camped on the Albanian border.", "sending", PloverType.Aid, "NOR:GOV", "REF")]
    [InlineData("Marines captured a leader of a drug cartel in the Mexican city of Nuevo Laredo, seizing eight rifles.", "seizing", PloverType.Coerce, "MEX:MIL", "")]
    [InlineData("Police fired warning shots at a crowd in the South African township of Alexandra, where two migrants were hacked to death.", "hacked to death", PloverType.Assault, "", "REF")]
    // A search and a rescue are no attacks.
    [InlineData("Police arrested four journalists in a hotel raid in Cairo.", "raid", PloverType.Coerce, "EGY:COP", "")]
    public void Who_did_it_to_whom(string text, string trigger, PloverType type, string actor, string recipient)
    {
        var found = CodedActors.Find(CodedActors.Code(text, Published), trigger);
        (found.Type, First(found.Actors), First(found.Recipients)).ShouldBe((type, actor, recipient));
    }

    [Theory]
    [InlineData("A roadside bomb hit a convoy of police, killing the police chief and three of his bodyguards.", "hit", 4)]
    [InlineData("A suicide bomber killed himself and 15 Israelis in a restaurant in Jerusalem.", "killed", 15)]
    [InlineData("Four Israelis were stabbed, one of them fatally, in Tel Aviv.", "stabbed", 1)]
    [InlineData("A truck packed with explosives blew up outside a barracks in Lahore, killing 22 people.", "blew up", 22)]
    [InlineData("The junta deployed soldiers around the stadium in Conakry where 157 people were massacred in September.", "massacred", 157)]
    [InlineData("An Iraqi soldier shot dead two American trainers at a base in Mosul.", "shot dead", 2)]
    [InlineData("Assailants on horseback raided three villages in Darfur, burning homes and killing 37 people.", "raided", 37)]
    [InlineData("Two U.S. Marines were killed when their vehicle struck a landmine in Helmand province.", "killed", 2)]
    [InlineData("Ethnic clashes between Ijaw and Itsekiri youths have left 30 people dead in Warri.", "clashes", 30)]
    [InlineData("Security forces raided a protest camp in Hawija, leaving 27 people dead.", "raided", 27)]
    public void The_dead_are_counted(string text, string trigger, int dead) => CodedActors.Find(CodedActors.Code(text, Published), trigger).Dead!.Value.ShouldBe(dead);

    [Fact]
    public void Those_whom_a_clash_left_injured_are_counted() =>
        CodedActors.Find(CodedActors.Code("Riot police clashed with thousands of protesters in Athens on Wednesday, leaving at least 30 people injured.", Published), "clashed").Injured!.Min.ShouldBe(30);

    [Fact]
    public void The_second_of_two_passives_goes_without_its_auxiliary() =>
        CodedActors.Find(CodedActors.Code("A settler was killed and his wife seriously wounded when gunmen opened fire on their car near Hebron.", Published), "opened fire").Injured!.Value.ShouldBe(1);

    [Fact]
    public void People_who_were_wounded_before_are_not_wounded_by_their_rescuers() =>
        CodedActors.Code("The Red Cross evacuated 600 wounded from the besieged town of Srebrenica.", Published).ShouldHaveSingleItem().Type.ShouldBe(PloverType.Aid);

    [Fact]
    public void What_suspects_are_suspected_of_has_not_happened_at_their_court() =>
        CodedActors.Code("Serbia will hand over war crimes suspects to the tribunal in The Hague.", Published).ShouldNotContain(e => e.Type == PloverType.Assault);

    [Fact]
    public void An_attack_that_the_verb_has_told_is_no_second_one() =>
        CodedActors.Code("Gunmen stormed a wedding party in Turkey, killing 44 people, in an attack that shocked the country.", Published).Count(e => e.Type == PloverType.Assault).ShouldBe(1);

    [Fact]
    public void Who_is_shot_while_he_speaks_is_one_and_is_shot_that_day()
    {
        var shot = CodedActors.Find(CodedActors.Code("Former Japanese prime minister Shinzo Abe was shot dead while making a campaign speech in Nara on Friday.", Published), "shot dead");

        (shot.Dead!.Value, shot.Date!.Text).ShouldBe((1, "Friday"));
    }

    [Fact]
    public void The_story_goes_on_behind_the_comma() =>
        CodedActors.Find(CodedActors.Code("Farmers marched in Warsaw on Friday. Some threw firecrackers at police, who used pepper spray.", Published), "pepper spray").Date!.Start.ShouldBe(new DateOnly(2024, 3, 1));

    private static string First(IReadOnlyList<Actor> actors) => actors.Count == 0 ? "" : (actors[0].Country is { } country ? country + ":" : "") + string.Join(',', actors[0].Sectors);
}
